"""Print through IPP, on a CUPS queue or a network printer, and follow each job to its real end.

A job that does not come out is cancelled: nothing stays to be printed later, nothing is sent twice.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING, Any

from aiohttp import ClientConnectorError, ClientError
from pyipp import IPP, IPPError
from pyipp.enums import IppJobState, IppOperation, IppPrinterState, IppStatus

from kiosk.errors import Fault, PrintError

if TYPE_CHECKING:
    from kiosk.settings import Printer

USER = "kiosk"
PRINTER_ATTRIBUTES = ["printer-state", "printer-state-reasons", "printer-is-accepting-jobs"]
JOB_ATTRIBUTES = ["job-state", "job-state-reasons", "job-printer-state-reasons"]
FAULTS = {
    "media-empty": Fault.PAPER,
    "media-needed": Fault.PAPER,
    "input-tray-missing": Fault.PAPER,
    "media-jam": Fault.JAM,
    "cover-open": Fault.COVER,
    "door-open": Fault.COVER,
    "interlock-open": Fault.COVER,
    "offline": Fault.OFFLINE,
    "shutdown": Fault.OFFLINE,
    "timed-out": Fault.OFFLINE,
    "connecting-to-device": Fault.OFFLINE,
    "paused": Fault.STOPPED,
    "stopped": Fault.STOPPED,
    "moving-to-paused": Fault.STOPPED,
    "marker-supply-empty": Fault.STOPPED,
    "toner-empty": Fault.STOPPED,
    "spool-area-full": Fault.STOPPED,
}
"""What the keywords of printer-state-reasons mean here (RFC 8011, 5.4.12), without their severity."""
MILD = ("-warning", "-report")
"""Severities under which a printer may go on, for example with one of two trays empty."""
NOT_NOW = {
    IppStatus.ERROR_SERVICE_UNAVAILABLE,
    IppStatus.ERROR_NOT_ACCEPTING_JOBS,
    IppStatus.ERROR_BUSY,
    IppStatus.ERROR_PRINTER_IS_DEACTIVATED,
    IppStatus.ERROR_TOO_MANY_JOBS,
}
ENDED = (IppJobState.ABORTED, IppJobState.CANCELED)
BADLY_ENDED = ("job-completed-with-errors", "aborted", "canceled")


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for an answer, for a fault to pass, for the end of a job."""

    answer: float = 4
    fault: float = 8
    warning: float = 30
    """For a fault that the printer itself calls a warning."""
    end: float = 120
    between: float = 0.5
    """Between two questions about a job."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a printer, in its own words; one that is not grave may not stop it."""

    fault: Fault
    reason: str
    grave: bool = True


@dataclass(frozen=True)
class IppChannel:
    """One printer that speaks IPP."""

    printer: Printer
    patience: Patience = Patience()

    async def check(self) -> None:
        """Raise PrintError if the printer cannot print now."""
        found = _trouble(await self._printer_now())
        if found and found.grave:
            raise self._error(found.fault, found.reason)

    async def send(self, page: bytes) -> str:
        """Print a PDF; return the printer's name once the page is out, or raise PrintError."""
        name = f"kiosk-{token_hex(3)}"
        job = await self._submit(page, name)
        try:
            await self._follow(job)
        except (PrintError, asyncio.CancelledError):
            if await asyncio.shield(self._withdraw(job)) is not IppJobState.COMPLETED:
                raise
        return self.printer.name

    async def _submit(self, page: bytes, name: str) -> int:
        """Hand the page over; without an answer, look for the job by its name and take it back."""
        try:
            answer = await self._ask(
                IppOperation.PRINT_JOB, {"job-name": name, "document-format": "application/pdf"}, page
            )
        except PrintError as error:
            if error.fault is Fault.UNCERTAIN:
                await self._withdraw_by(name)
            raise
        return int(answer["jobs"][0]["job-id"])

    async def _follow(self, job: int) -> None:
        """Return when a job is completed; raise PrintError when it ended otherwise or will not end."""
        well = start = monotonic()
        while monotonic() < start + self.patience.end:
            state, found = await self._look(job)
            if state is IppJobState.COMPLETED:
                return
            if state in ENDED:
                found = found or Trouble(Fault.FAILED, f"job {job} ended as {state.name.lower()}")
                raise self._error(found.fault, found.reason)
            if found is None:
                well = monotonic()
            elif monotonic() > well + (self.patience.fault if found.grave else self.patience.warning):
                raise self._error(found.fault, found.reason)
            await asyncio.sleep(self.patience.between)
        raise self._error(Fault.UNCERTAIN, f"job {job} has no end")

    async def _look(self, job: int) -> tuple[IppJobState, Trouble | None]:
        """Return the state of a job, and what is wrong with the printer meanwhile."""
        try:
            state = await self._state(job)
            return state, _trouble(await self._printer_now())
        except PrintError as error:
            if error.fault is Fault.FAILED:
                raise self._error(Fault.UNCERTAIN, f"job {job} has vanished: {error.reason}") from error
            return IppJobState.PENDING, Trouble(Fault.UNCERTAIN, error.reason)

    async def _state(self, job: int) -> IppJobState:
        """Return the state of a job; one that completed with errors counts as aborted."""
        answer = await self._ask(
            IppOperation.GET_JOB_ATTRIBUTES, {"job-id": job, "requested-attributes": JOB_ATTRIBUTES}
        )
        attributes = answer["jobs"][0]
        reasons = _listed(attributes.get("job-state-reasons"))
        state = IppJobState(attributes["job-state"])
        bad = any(reason.startswith(BADLY_ENDED) for reason in reasons)
        return IppJobState.ABORTED if bad and state is IppJobState.COMPLETED else state

    async def _withdraw(self, job: int) -> IppJobState | None:
        """Cancel a job; return how it ended, or None if that cannot be known."""
        with suppress(PrintError):
            await self._ask(IppOperation.CANCEL_JOB, {"job-id": job})
        with suppress(PrintError):
            return await self._state(job)
        return None

    async def _withdraw_by(self, name: str) -> None:
        """Cancel the job of a name, if the printer took it without saying so."""
        with suppress(PrintError):
            for job in await self.jobs():
                if job.get("job-name") == name:
                    await self._withdraw(int(job["job-id"]))

    async def jobs(self, which: str = "not-completed") -> list[dict[str, Any]]:
        """Return the jobs that the printer holds, with their names."""
        asked = {"which-jobs": which, "requested-attributes": ["job-id", "job-name", "job-state"]}
        found: list[dict[str, Any]] = (await self._ask(IppOperation.GET_JOBS, asked))["jobs"]
        return found

    async def _printer_now(self) -> dict[str, Any]:
        """Return the printer's state and its reasons."""
        asked = {"requested-attributes": PRINTER_ATTRIBUTES}
        answer = await self._ask(IppOperation.GET_PRINTER_ATTRIBUTES, asked)
        found: dict[str, Any] = next(iter(answer["printers"]), {})
        return found

    async def _ask(
        self, operation: IppOperation, attributes: dict[str, Any], page: bytes | None = None
    ) -> dict[str, Any]:
        """Send one request; PrintError says whether it never arrived, was refused or had no answer."""
        message: dict[str, Any] = {"operation-attributes-tag": {"requesting-user-name": USER, **attributes}}
        if page is not None:
            message["data"] = page
        try:
            async with asyncio.timeout(self.patience.answer), IPP(self.printer.address) as printer:
                answer: dict[str, Any] = await printer.execute(operation, message)
                return answer
        except (IPPError, ClientError, TimeoutError, OSError) as error:
            raise self._error(*_refusal(error)) from error

    def _error(self, fault: Fault, reason: str) -> PrintError:
        return PrintError(fault, self.printer.name, reason)


def _refusal(error: Exception) -> tuple[Fault, str]:
    """Return what a request without a good answer means."""
    details = error.args[1] if len(error.args) > 1 else {}
    if isinstance(error.__cause__, ClientConnectorError):
        return Fault.OFFLINE, "no connection"
    if "status-code" not in details:
        return Fault.UNCERTAIN, "no answer"
    status = int(details["status-code"])
    name = IppStatus(status).name.lower() if status in set(IppStatus) else str(status)
    return (Fault.STOPPED if status in NOT_NOW else Fault.FAILED), name.replace("_", "-")


def _trouble(printer: dict[str, Any]) -> Trouble | None:
    """Return what keeps a printer from printing, in its own words, or None; grave faults come first."""
    reasons = _listed(printer.get("printer-state-reasons"))
    found = [trouble for trouble in map(_meant, reasons) if trouble]
    if found:
        return max(found, key=lambda trouble: trouble.grave)
    if printer.get("printer-state") == IppPrinterState.STOPPED:
        return Trouble(Fault.STOPPED, ", ".join(reasons) or "stopped")
    if printer.get("printer-is-accepting-jobs") is False:
        return Trouble(Fault.STOPPED, "not accepting jobs")
    return None


def _meant(reason: str) -> Trouble | None:
    """Return what one keyword means; CUPS calls a device that does not answer `offline-report`."""
    fault = next((fault for start, fault in FAULTS.items() if reason.startswith(start)), None)
    if fault is None:
        return None
    return Trouble(fault, reason, grave=fault is Fault.OFFLINE or not reason.endswith(MILD))


def _listed(value: Any) -> list[str]:
    """Return one keyword or several as a list."""
    return [value] if isinstance(value, str) else list(value or ())
