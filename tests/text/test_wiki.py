import pytest

from outcome_lint.text import wiki


def under(title: str, source: str):
    (found,) = [section.text for section in wiki.sections(source) if section.title == title]
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Reduce churn by 5 %",
        "- 5 % * 3",
        "3 * 4 * 5 - 6 - 7",
        "snake_case_name and other_name_",
        "[EPIC] Reduce [N0] MAU",
        "a | b || c",
        "C++ and a+b+c, 2^10^2, ~5 of ~6",
        "wow! yes! really!",
        "well-known end-to-end time-to-market",
        "from -5 to -3",
        "{not a macro} {{",
        "1. first",
        "#123 and #456",
        "50-60-70",
        "naïve 🚀 – “quoted”",
        "a{code}b",
        "D:\\x",
    ],
)
def test_text_without_markup_comes_through(text: str):
    assert wiki.plain(text) == text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*bold* _em_ -del- +ins+ ^sup^ ~sub~ {{mono}} ??cite??", "bold em del ins sup sub mono cite"),
        ("{color:red}5{color} and {color:#ff0000}*6*{color}", "5 and 6"),
        ("{{a *b* _c_}}", "a *b* _c_"),
        ("[text|http://x.example] [http://y.example]", "text http://y.example"),
        ("[https://x.example|https://x.example|smart-link]", "https://x.example"),
        ("[mail|mailto:a@b.example] [~bob] [^plan.pdf] [PAY-1|PAY-2]", "mail @bob plan.pdf PAY-1"),
        ("!shot.png|thumbnail! !https://x.example/a.png!", "[image] [image]"),
        ("a\\\\b", "a\nb"),
        (r"\{code} \*not bold\*", "{code} *not bold*"),
        ("* a\n** b\n# c\n- d", "- a\n- b\n- c\n- d"),
        ("a\n----\nb", "a\n\nb"),
        ("||h||i||\n|a|b|\n|[x|http://y]| |", "h | i\na | b\nx |"),
        ("{noformat}\n*as is*\n{noformat}", "*as is*"),
        ("{code:java}int *x*;{code}", "int *x*;"),
        ("{quote}q{quote}\nbq. r", "q\n\nr"),
        ("{panel:title=T|borderStyle=solid}in{panel}out", "T\n\nin\n\nout"),
        ("h1. A\r\ntext", "A\n\ntext"),
        ("----", ""),
        ("{code}{code}", ""),
        ("a{quote}b", "a{quote}b"),
    ],
)
def test_plain(source: str, expected: str):
    assert wiki.plain(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "h2. Outcome\nfewer calls",
        "h3. *Outcome:*\r\n\r\nfewer calls\r\n",
        "*Outcome*\nfewer calls",
        "*Outcome:* fewer calls",
        "*{color:red}Outcome{color}:* fewer calls",
        "_*Outcome:*_ fewer calls",
        "Outcome: fewer calls",
        "|Outcome|fewer calls|",
        "||Outcome|fewer calls|",
        "||Outcome||Owner||\n|fewer calls|Eva|",
        "{panel:title=Outcome}\nfewer calls\n{panel}\nafter",
        "{expand:Outcome}fewer calls{expand}after",
        "{expand:title=Outcome}fewer calls{expand}after",
        "h2. Outcome\n{quote}Say what changes{quote}\nfewer calls\n{noformat}h1. x{noformat}",
        "{panel}\nh2. Outcome\nfewer calls\n{panel}",
    ],
)
def test_outcome_under_titles_of_every_kind(source: str):
    assert under("Outcome", source) == "fewer calls"


@pytest.mark.parametrize(
    "body",
    ["", "h3. Customer\nh3. Business", "{quote}prompt{quote}", "*Metric:*\n*Target:*", "----", "{noformat}{noformat}"],
)
def test_no_content(body: str):
    assert under("Outcome", f"h2. Outcome\n{body}") == ""
