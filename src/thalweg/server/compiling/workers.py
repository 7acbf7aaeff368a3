"""The processes that do the work: a few, started when they are needed, killed when they take too long."""

from __future__ import annotations

import asyncio
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
"""Bytes of an answer; JSON may write a letter as six, but a module hardly has such letters."""


class Overloaded(Exception):
    """There is no process for this piece of work, and no room to wait for one."""


class Died(Exception):
    """A process ended, or said what it should not."""


class Worker:
    """One process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Speak with a process that was just started."""
        self.process = process
        self.works = 0

    async def line(self) -> bytes:
        """Return what it says next.

        Raises:
            Died: It says nothing any more.
        """
        assert self.process.stdout is not None  # noqa: S101 - it was started with pipes
        try:
            line = await self.process.stdout.readline()
        except ValueError as error:  # longer than any line it may say
            raise Died from error
        if not line.endswith(b"\n"):
            raise Died
        return line

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

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if self.process.returncode is None:
            self.process.kill()

    async def gone(self) -> None:
        """Wait until it has ended."""
        await self.process.wait()


class Workers:
    """The processes, and who waits for them."""

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        workers: int = limits.WORKERS,
        waiting: int = limits.WAITING,
        seconds: float = limits.WORK_SECONDS,
        waiting_seconds: float = limits.WAITING_SECONDS,
        works: int = limits.WORKS,
    ) -> None:
        """Start nothing yet.

        Args:
            command: What starts a process that speaks as `worker` does.
            workers: Most processes at a time.
            waiting: Most pieces of work that wait for one.
            seconds: How long a piece of work may take.
            waiting_seconds: How long it may wait.
            works: Pieces of work after which a process is replaced.
        """
        self.command = command
        self.room = workers + waiting
        self.seconds = seconds
        self.waiting_seconds = waiting_seconds
        self.works = works
        self.pending = 0
        self.is_closed = False
        self.alive: set[Worker] = set()
        self._turns = asyncio.Semaphore(workers)
        self._idle: list[asyncio.Task[Worker]] = []

    async def outcome(self, asked: Asked) -> Outcome:
        """Return what comes of a piece of work, in bounded time.

        Raises:
            Overloaded: Too many wait already, or it has waited too long.
        """
        if self.pending >= self.room:
            raise Overloaded
        self.pending += 1
        try:
            async with asyncio.timeout(self.waiting_seconds):
                await self._turns.acquire()
        except TimeoutError as error:
            raise Overloaded from error
        else:
            try:
                return await self._done(asked)
            finally:
                self._turns.release()
        finally:
            self.pending -= 1

    async def _done(self, asked: Asked) -> Outcome:
        """Return what a process makes of it, and see to it that there is one for the next."""
        worker = await self._ready()
        is_fit = False
        try:
            async with asyncio.timeout(self.seconds):
                outcome = await worker.outcome(asked)
            is_fit = worker.works < self.works
        except TimeoutError:
            log.warning("deriving took more than %g s and was ended", self.seconds)
            return Refused(sentences.TOO_LONG_TAKEN)
        except Died:
            if self.is_closed:
                raise Overloaded from None
            log.error("a process that derives ended by itself")  # noqa: TRY400 - a traceback would not say why
            return Refused(sentences.BROKE)
        else:
            return outcome
        finally:
            if is_fit:
                self._idle.append(asyncio.create_task(_at_once(worker)))
            else:
                self._dismiss(worker)
                self._prepare()

    async def _ready(self) -> Worker:
        """Return a process that waits for work.

        Raises:
            Overloaded: None can be started.
        """
        if not self._idle:
            self._prepare()
        if self.is_closed:
            raise Overloaded
        try:
            return await self._idle.pop()
        except (Died, OSError, TimeoutError) as error:
            if not self.is_closed:
                log.error("no process that derives can be started: %s", type(error).__name__)  # noqa: TRY400 - as above
            raise Overloaded from error

    def _prepare(self) -> None:
        """Begin to start a process, so that the next piece of work need not wait for all of it."""
        if not self.is_closed:
            self._idle.append(asyncio.create_task(self._started()))

    async def _started(self) -> Worker:
        process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # a traceback may quote what was typed
            start_new_session=True,  # Ctrl-C ends the server, and the server ends it
            limit=LONGEST_LINE,
        )
        worker = Worker(process)
        self.alive.add(worker)
        try:
            async with asyncio.timeout(limits.START_SECONDS):
                if await worker.line() != READY:
                    raise Died
        except BaseException:
            self._dismiss(worker)
            raise
        return worker

    def _dismiss(self, worker: Worker) -> None:
        """Kill a process, and forget it once it is gone."""
        worker.kill()
        self._leaving.add(task := asyncio.create_task(worker.gone()))

    async def close(self) -> None:
        """End every process; whoever still waits for one is told that there is none."""
        self.is_closed = True
