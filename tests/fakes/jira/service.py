"""From a request to its answer, without the wire."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tests.fakes.jira import auth, routes
from tests.fakes.jira.asked import Asked, root
from tests.fakes.jira.faults import Fault
from tests.fakes.jira.http import Answer, RefusedError, Request
from tests.fakes.jira.site import Account, Site
from tests.fakes.jira.store import Store
from tests.fakes.jira.viewer import Viewer


class Service:
    """`crashes` are mistakes of the fake itself, which answer 500."""

    def __init__(self, site: Site, address: str) -> None:
        self.site, self.store, self.address = site, Store(site), address
        self.crashes: list[Exception] = []
        self._memory: dict[Any, Any] = {}

    def answer(self, request: Request, faults: Sequence[Fault]) -> tuple[Answer, str | None]:
        """The answer, and the name of the account that it was for."""
        for fault in faults:
            if fault.do:
                fault.do(self.store)
        for fault in faults:
            if fault.answer:
                return fault.answer, None
        try:
            account, said = auth.authenticate(self.site, request)
        except RefusedError as refused:
            return refused.answer, None
        answer = self._of_endpoint(request, account)
        return self._changed(replace(answer, headers={**said, **answer.headers}), request, faults), (
            account.name if account else None
        )

    def _of_endpoint(self, request: Request, account: Account | None) -> Answer:
        found = routes.find(self.site, request)
        if found is None:
            return Answer(status=404, document={"message": f"null for uri: {request.path}", "status-code": 404})
        api = "3" if request.api == "3" else "2"
        viewer = Viewer(self.site, account, api, root(self.site, self.address, request.gateway))
        endpoint, arguments = found
        try:
            return endpoint(Asked(self.store, request, viewer, self._memory), *arguments)
        except RefusedError as refused:
            return refused.answer
        except Exception as error:  # noqa: BLE001 - a thread must not lose what a test has to see
            self.crashes.append(error)
            return Answer(status=500, document={"errorMessages": [f"The fake has a mistake: {error!r}"], "errors": {}})

    def _changed(self, answer: Answer, request: Request, faults: Sequence[Fault]) -> Answer:
        for fault in faults:
            if fault.change and answer.status == 200:
                changed = fault.change(answer.document, request)
                answer = changed if isinstance(changed, Answer) else replace(answer, document=changed)
        return answer
