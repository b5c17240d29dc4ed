"""What GitHub's final no is turned into."""

from __future__ import annotations

import pytest

from outcome_lint.sources.live.github.refusals import refused, words_of
from outcome_lint.sources.live.patience import Reply

WHO = "the token of GITHUB_TOKEN"


@pytest.mark.parametrize(
    ("status", "headers", "body", "said", "hint"),
    [
        (401, {}, '{"message":"Bad credentials"}', "does not accept the token of GITHUB_TOKEN: Bad", "new one"),
        (403, {"x-github-sso": "required; url=https://github.com/orgs/acme/sso?x=1"}, '{"message":"SAML"}',
         "refuses /x to the token of GITHUB_TOKEN: SAML", "single sign-on of the organisation: https://github.com/orgs/acme"),
        (403, {"x-accepted-github-permissions": "issues=read"}, "{}", "refuses /x", "it asks for: issues=read"),
        (403, {"x-accepted-oauth-scopes": "repo", "x-oauth-scopes": "gist"}, "{}", "refuses /x",
         "the scope repo; the token has: gist"),
        (403, {"x-accepted-oauth-scopes": "repo", "x-oauth-scopes": ""}, "{}", "refuses /x", "the token has: none"),
        (403, {}, "{}", "refuses /x", "issues: read"),
        (404, {}, '{"message":"Not Found"}', "knows no /x, or hides it from the token", "is the name right"),
        (410, {}, '{"message":"This issue was deleted"}', "/x is gone: This issue was deleted", "switched off"),
        (422, {}, '{"message":"Validation Failed","errors":[{"message":"no such type"}]}',
         "answers /x with 422: Validation Failed: no such type", "spelt as GitHub has it"),
        (400, {}, "<html>", "answers /x with 400", ""),
    ],
)  # fmt: skip
def test_each_refusal_says_who_what_and_what_to_do(
    status: int, headers: dict[str, str], body: str, said: str, hint: str
) -> None:
    error = refused(Reply(status, headers, body), "/x", WHO)
    assert said in str(error)
    assert hint in error.hint
    assert error.exit_code == 3
    assert error.hidden == (status in (403, 404, 410))


def test_nobody_is_told_to_bring_a_token() -> None:
    error = refused(Reply(401, {}, "{}"), "/x", "nobody (GITHUB_TOKEN is not set)")
    assert "does not answer /x to nobody" in str(error)
    assert "token" in error.hint


@pytest.mark.parametrize(
    ("body", "words"),
    [("[]", ""), ("nonsense", ""), ('{"message":null}', ""), ('{"message":"a","errors":["b"]}', "a: b"),
     ('{"message":"a","errors":[{"code":"x"}]}', "a")],
)  # fmt: skip
def test_the_words_of_github(body: str, words: str) -> None:
    assert words_of(body) == words
