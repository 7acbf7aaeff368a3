"""The processes that do the work: a few, started when they are needed, killed when they take too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict

from thalweg.server.compiling import limits, sentences
from thalweg.server.compiling.asked import Asked
from thalweg.server.compiling.work import Compiled, Outcome, Refused
from thalweg.server.compiling.worker import READY

log = logging.getLogger(__name__)

# -P: a file called sympy.py in the folder where somebody starts the laboratory is not SymPy.
COMMAND = (sys.executable, "-P", "-m", "thalweg.server.compiling.worker")

LONGEST_LINE = 4 * limits.MODULE_BYTES
"""Bytes of an answer; JSON may write a letter as six, but a module has few such letters."""

REAP_SECONDS = 1.0
"""How long a killed process may take to be gone, before nobody waits for it any more."""


class Overloaded(Exception):
    """There is no process for this piece of work, and no room to wait for one."""


class Died(Exception):
    """A process ended, or said what it should not."""


class Worker:
    """One process, and what is said between it and the server."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Speak with a process that was just started."""
        self.process = process
        self.works = 0

    async def line(self) -> bytes:
        """Return what it says next.

        Raises:
            Died: It says nothing any more, or does not stop.
        """
        assert self.process.stdout is not None  # noqa: S101 - it was started with pipes
        try:
            line = await self.process.stdout.readline()
        except ValueError as error:
            raise Died from error
        if not line.endswith(b"\n"):
            raise Died
        return line

    async def ready(self) -> None:
        """Wait until it has imported everything.

        Raises:
            Died: It did not come that far.
        """
        if await self.line() != READY:
            raise Died

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of a piece of work.

        Raises:
            Died: Nothing did.
        """
        assert self.process.stdin is not None  # noqa: S101 - as above
        self.works += 1
        try:
            self.process.stdin.write(json.dumps(asdict(asked)).encode() + b"\n")
            await self.process.stdin.drain()
        except OSError as error:
            raise Died from error
        answer = json.loads(await self.line())
        if "broke" in answer:
            log.error("deriving broke: %s", answer["broke"])
            return Refused(sentences.BROKE)
        return Compiled(**answer) if "module" in answer else Refused(**answer)

    async def end(self) -> None:
        """Kill it, whatever it is doing, and wait until it is gone."""
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), REAP_SECONDS)


class Desk:
    """A place where one process works at a time; whoever is killed there is replaced."""

    def __init__(self, command: Sequence[str], *, seconds: float, works: int) -> None:
        """Leave it empty.

        Args:
            command: What starts a process that speaks as `worker` does.
            seconds: How long a piece of work may take.
            works: Pieces of work after which a process is replaced.
        """
        self.command = command
        self.seconds = seconds
        self.works = works
        self.is_closed = False
        self.starting: asyncio.Task[Worker] | None = None

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of a piece of work, in bounded time.

        Raises:
            Overloaded: No process can be had.
        """
        worker = await self.ready()
        outcome: Outcome | None = None
        try:
            async with asyncio.timeout(self.seconds):
                outcome = await worker.outcome(asked)
        except TimeoutError:
            log.warning("deriving took more than %g s and was ended", self.seconds)
            return Refused(sentences.TOO_LONG_TAKEN)
        except Died:
            if self.is_closed:
                raise Overloaded from None
            log.warning("a process that derives ended in the middle of its work")
            return Refused(sentences.BROKE)
        else:
            return outcome
        finally:
            # What ran out of memory still holds what it ran out with.
            if outcome in (None, Refused(sentences.TOO_MUCH_MEMORY)) or worker.works >= self.works:
                await worker.end()
                self.prepare()

    async def ready(self) -> Worker:
        """Return a process that waits for work.

        Raises:
            Overloaded: None can be started.
        """
        if self.starting is None or is_lost(self.starting):
            self.prepare()
        if self.starting is None:
            raise Overloaded
        try:
            return await self.starting
        except asyncio.CancelledError:
            if self.is_closed:  # it is the start that was cancelled, not who waits for it
                raise Overloaded from None
            raise
        except (Died, OSError) as error:  # a TimeoutError is an OSError
            log.error("no process that derives can be started (%s)", type(error).__name__)  # noqa: TRY400 - nobody's fault
            raise Overloaded from error

    def prepare(self) -> None:
        """Begin to start a process: the next piece of work need not wait for all of it."""
        self.starting = None if self.is_closed else asyncio.create_task(self.started())

    async def started(self) -> Worker:
        """Return a process that has imported everything.

        Raises:
            Died: It did not come that far.
        """
        worker = Worker(
            await asyncio.create_subprocess_exec(
                *self.command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,  # a traceback may quote what was typed
                start_new_session=True,  # Ctrl-C ends the server, and the server ends it
                limit=LONGEST_LINE,
            )
        )
        try:
            async with asyncio.timeout(limits.START_SECONDS):
                await worker.ready()
        except BaseException:
            await worker.end()
            raise
        return worker

    async def close(self) -> None:
        """End its process; a piece of work it was at is given up."""
        self.is_closed = True
        if self.starting is None:
            return
        self.starting.cancel()
        with contextlib.suppress(asyncio.CancelledError, Died, OSError):
            await (await self.starting).end()


def is_lost(starting: asyncio.Task[Worker]) -> bool:
    """Whether a process was started in vain, or has ended while it had nothing to do."""
    if not starting.done():
        return False
    return starting.cancelled() or starting.exception() is not None or starting.result().process.returncode is not None


class Workers:
    """Every desk, and who waits for one."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        desks: int = limits.WORKERS,
        waiting: int = limits.WAITING,
        seconds: float = limits.WORK_SECONDS,
        waiting_seconds: float = limits.WAITING_SECONDS,
        works: int = limits.WORKS,
    ) -> None:
        """Start nothing yet.

        Args:
            command: What starts a process that speaks as `worker` does.
            desks: Most processes at a time.
            waiting: Most pieces of work that wait for one.
            seconds: How long a piece of work may take.
            waiting_seconds: How long it may wait.
            works: Pieces of work after which a process is replaced.
        """
        self.desks = [Desk(command, seconds=seconds, works=works) for _ in range(desks)]
        self.room = desks + waiting
        self.waiting_seconds = waiting_seconds
        self.pending = 0
        # The desk that was left last comes first: its process is warm.
        self.free: asyncio.LifoQueue[Desk] = asyncio.LifoQueue()
        for desk in self.desks:
            self.free.put_nowait(desk)

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of a piece of work, in bounded time.

        Raises:
            Overloaded: Too many wait already, it has waited too long, or the server ends.
        """
        if self.pending >= self.room:
            raise Overloaded
        self.pending += 1
        try:
            async with asyncio.timeout(self.waiting_seconds):
                desk = await self.free.get()
        except TimeoutError as error:
            raise Overloaded from error
        else:
            try:
                return await desk.outcome(asked)
            finally:
                self.free.put_nowait(desk)
        finally:
            self.pending -= 1

    async def close(self) -> None:
        """End every process; whoever still waits is told that there is none."""
        await asyncio.gather(*(desk.close() for desk in self.desks))
