"""The processes: whatever one does, the next piece of work is done."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from thalweg.server.compiling import sentences
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.work import Compiled, Outcome, Refused
from thalweg.server.compiling.workers import Overloaded, Workers

COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("jobs.py")))

ENOUGH_SECONDS = 60.0
"""What no test waits for: it ends one that would hang."""

SHORT_SECONDS = 0.2
"""The bound where running into it is the test."""


@contextlib.asynccontextmanager
async def hired(
    command: tuple[str, ...] = COMMAND,
    *,
    desks: int = 1,
    waiting: int = 10,
    waiting_seconds: float = ENOUGH_SECONDS,
    works: int = 100,
) -> AsyncIterator[Workers]:
    """Give workers, and end them."""
    workers = Workers(
        command, desks=desks, waiting=waiting, seconds=ENOUGH_SECONDS, waiting_seconds=waiting_seconds, works=works
    )
    try:
        yield workers
    finally:
        await workers.close()


def asked(text: str) -> Asked:
    """Return what asks for a job."""
    return Asked("rule", text)


async def who(workers: Workers) -> int:
    """Return the process that works."""
    outcome = await workers.outcome(asked("who"))
    assert isinstance(outcome, Compiled)
    return int(outcome.module)


def is_gone(process: int) -> bool:
    """Whether there is no such process any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


async def ran_out_of_time(workers: Workers) -> Outcome:
    """Have it hang, and give it little time."""
    workers.desks[0].seconds = SHORT_SECONDS
    outcome = await workers.outcome(asked("hang"))
    workers.desks[0].seconds = ENOUGH_SECONDS
    return outcome


async def ran_out_of_memory(workers: Workers) -> Outcome:
    """Have it eat."""
    return await workers.outcome(asked("eat"))


async def died(workers: Workers) -> Outcome:
    """Have it die."""
    return await workers.outcome(asked("die"))


async def said_too_much(workers: Workers) -> Outcome:
    """Have it say a line without end."""
    return await workers.outcome(asked("long 9000000"))


@pytest.mark.parametrize(
    ("fail", "sentence"),
    [
        (ran_out_of_time, sentences.TOO_LONG_TAKEN),
        pytest.param(
            ran_out_of_memory,
            sentences.TOO_MUCH_MEMORY,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="this system does not bound a process's memory"),
        ),
        (died, sentences.BROKE),
        (said_too_much, sentences.BROKE),
    ],
)
def test_a_process_that_fails_is_killed_and_replaced(
    fail: Callable[[Workers], Awaitable[Outcome]], sentence: str
) -> None:
    async def story() -> None:
        async with hired() as workers:
            first = await who(workers)
            assert await fail(workers) == Refused(sentence)
            assert is_gone(first)
            assert await workers.outcome(asked("say good day")) == Compiled("good day")
            assert await who(workers) != first

    asyncio.run(story())


def test_a_process_is_kept_while_it_does_well() -> None:
    async def story() -> None:
        async with hired(desks=2) as workers:
            assert len({await who(workers) for _ in range(5)}) == 1

    asyncio.run(story())


def test_a_process_that_worked_long_enough_is_replaced() -> None:
    async def story() -> None:
        async with hired(works=2) as workers:
            first, second, third, fourth = [await who(workers) for _ in range(4)]
            assert first == second != third == fourth
            assert is_gone(first)

    asyncio.run(story())


def test_a_process_that_ended_while_it_had_nothing_to_do_costs_nobody_an_answer() -> None:
    async def story() -> None:
        async with hired() as workers:
            first = await who(workers)
            assert workers.desks[0].starting is not None
            worker = await workers.desks[0].starting
            os.kill(first, signal.SIGKILL)
            await worker.process.wait()
            assert await who(workers) != first

    asyncio.run(story())


def test_a_failure_nobody_foresaw_is_logged_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with hired() as workers:
            first = await who(workers)
            assert await workers.outcome(asked("fail my secret")) == Refused(sentences.BROKE)
            assert await who(workers) == first

    with caplog.at_level(logging.DEBUG):
        asyncio.run(story())
    assert "LookupError in jobs.py" in caplog.text
    assert "secret" not in caplog.text


def test_nothing_that_was_typed_is_logged_when_a_process_is_killed(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with hired() as workers:
            workers.desks[0].seconds = SHORT_SECONDS
            await workers.outcome(asked("hang my secret"))
            await workers.outcome(asked("die my secret"))

    with caplog.at_level(logging.DEBUG):
        asyncio.run(story())
    assert "took more than 0.2 s" in caplog.text
    assert "ended in the middle" in caplog.text
    assert "secret" not in caplog.text


def test_what_a_library_prints_is_no_answer() -> None:
    async def story() -> None:
        async with hired() as workers:
            assert await workers.outcome(asked("print nonsense")) == Compiled("done")

    asyncio.run(story())


def test_there_is_room_for_so_many_and_no_more_and_closing_tells_all_who_wait() -> None:
    async def story() -> None:
        async with hired(waiting=2) as workers:
            await who(workers)
            waiting = [asyncio.create_task(workers.outcome(asked("hang"))) for _ in range(3)]
            await asyncio.sleep(0)  # they begin
            with pytest.raises(Overloaded):
                await workers.outcome(asked("say one too many"))
            assert not any(task.done() for task in waiting)
            await workers.close()
            told = await asyncio.gather(*waiting, return_exceptions=True)
            assert [type(each) for each in told] == [Overloaded] * 3
            assert workers.pending == 0
            with pytest.raises(Overloaded):
                await workers.outcome(asked("say too late"))

    asyncio.run(story())


def test_nobody_waits_for_ever() -> None:
    async def story() -> None:
        async with hired(waiting_seconds=SHORT_SECONDS) as workers:
            await who(workers)
            hanging = asyncio.create_task(workers.outcome(asked("hang")))
            await asyncio.sleep(0)  # it begins
            with pytest.raises(Overloaded):
                await workers.outcome(asked("say in vain"))
            assert workers.pending == 1
            await workers.close()
            with pytest.raises(Overloaded):
                await hanging

    asyncio.run(story())


def test_closing_ends_every_process_even_one_that_has_just_begun() -> None:
    async def story() -> list[int]:
        async with hired(desks=2) as workers:
            first = await who(workers)
            at_work = [asyncio.create_task(workers.outcome(asked("hang"))) for _ in range(2)]
            await asyncio.sleep(0)  # they begin
            await workers.close()
            told = await asyncio.gather(*at_work, return_exceptions=True)
            assert [type(each) for each in told] == [Overloaded] * 2
            return [first]

    assert all(map(is_gone, asyncio.run(story())))


@pytest.mark.parametrize("command", [(sys.executable, "-c", "pass"), ("/nowhere/python",)])
def test_where_no_process_can_be_started_nobody_waits(
    command: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with hired(command) as workers:
            for _ in range(2):
                with pytest.raises(Overloaded):
                    await workers.outcome(asked("say in vain"))

    asyncio.run(story())
    assert caplog.text.count("no process that derives can be started") == 2


PARENT = """
import asyncio, sys
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.workers import Workers
asyncio.run(Workers(sys.argv[2:]).outcome(Asked("rule", "hold " + sys.argv[1])))
"""


def test_a_process_ends_in_the_middle_of_its_work_when_the_server_is_killed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(ENOUGH_SECONDS)
        command = [sys.executable, "-c", PARENT, str(listener.getsockname()[1]), *COMMAND]
        with subprocess.Popen(command) as parent:
            held, _ = listener.accept()
            with held:
                held.settimeout(ENOUGH_SECONDS)
                assert held.recv(4) == b"here"
                parent.kill()
                with contextlib.suppress(ConnectionResetError):  # gone without a word
                    assert held.recv(1) == b""


STUCK = """
import itertools
from thalweg.server.compiling import limits, worker
limits.WORK_SECONDS, worker.GRACE_SECONDS = 0, 1
with worker.ended_in_time():
    sum(itertools.repeat(0))  # never returns, and lets no other thread of Python run
"""


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarms")
def test_a_process_ends_though_it_cannot_notice_that_the_server_is_gone() -> None:
    done = subprocess.run([sys.executable, "-c", STUCK], check=False, timeout=ENOUGH_SECONDS)
    assert done.returncode == -signal.SIGALRM
