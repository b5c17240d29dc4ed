"""By when: what dates an outcome, and what only speaks of time."""

import pytest

from outcome_lint.language import anatomy

DATED = (
    # A deadline that is named.
    "Night trains run on time again by March 2028",
    "No ward runs out of blankets before 30 November",
    "Every allotment has a water butt no later than 15 June",
    "Half the orchard is replanted by the end of the decade's last winter",
    "Ferry queues under ten minutes, due 2027-05-01",
    "Members vote online (deadline: 12 May)",
    "Libraries lend tools in all nine districts as of January 2027",
    "From 1 April on, bus drivers get their roster two weeks ahead",
    "Target date Oct 2026: one in three invoices needs no hand",
    "CO2 per crate down 30 % on 2021 by 2031",
    "The choir can rehearse in the new hall from September",
    "Fewer lost bags until mid-August",
    "Wait at the vet's down to a week by Christmas",
    "ETA June: bakers see tomorrow's orders tonight",
    "On 1 July every beach has a lifeguard",
    # Quarters, halves, years and plans.
    "Q2: lorry drivers unload within the hour",
    "Halve the spoiled vaccines in FY28",
    "Divers surface with enough air in all of H2 2027",
    "Zero forged tickets for the 2027/28 season",
    "Noise complaints near the quarry fall by a third in 2029",
    "By PI 17 dispatchers see ambulances without a reload",
    "By month 18 three farms run the sensor without help",
    "Autumn '26: fewer hedgehogs on the bypass",
    "Every branch has a ramp in 2027.",
    # Near.
    "This quarter we want 200 more foster parents to apply",
    "Fewer spam calls reach pensioners by the end of next quarter",
    "Broken lifts back within a day, starting next month",
    "Passport queues gone this summer",
    "Retain 95 % of apprentices over the coming year",
    # Windows that run from an event, or from now.
    "Six weeks after go-live the bakery throws away half as much",
    "Three months after launch a third of anglers renew online",
    "40 stalls have signed up one month after opening",
    "Within 90 days of rollout no nurse types a dose twice",
    "Within six months 500 beekeepers share their counts",
    "In the next twelve months accidents at the crossing fall to nil",
    "A year from now nobody phones to ask where the parcel is",
    "Four months in, tutors mark half as long",
    "In the first 60 days 3,000 divers log a dive",
    "Within two years of handover, energy per flat is down 20 %",
    # Events that end the wait.
    "Volunteers know their shift before the spring fair",
    "Seats sell themselves ahead of the Bergen summit",
    "By PyCon, newcomers get a review in two days",
    "Guides speak Polish before the World Cup",
    "The pass works on trams in time for the election",
    "Fewer no-shows before the Utrecht meetup",
    "From the start of the next school year pupils get a warm lunch",
    "Parents see the menu when term starts",
    "Skippers see the ice map before the season opens",
    "No patient is on paper by the time the old ward closes",
    # Versions that carry a date.
    "Maps draw twice as fast after the 5.2 release",
    "Graduate shallow clones to stable in v3.4",
    "Plugin authors stop patching core starting with 8.0",
    # Other languages.
    "Bis Ende Oktober 2027 warten Imker nur noch zwei Tage auf Antwort",
    "Weniger Stau am Tunnel ab dem 1. März",
    "D'ici fin 2027, deux fois moins de trains annulés",
    "Les usagers paient en ligne avant le 1er octobre",
    "Los pacientes esperan la mitad antes de diciembre de 2027",
    "Reducir un 20 % las averías en el primer semestre de 2028",
    "Entro giugno 2027 i pescatori vendono il doppio",
    "Até dezembro de 2026, menos filas no posto",
    "Voor 1 september krijgen alle leerlingen een laptop",
    "Do końca 2027 roku pacjenci czekają o połowę krócej",
    "2027年3月までに待ち時間を半減する",
    "9月末までに、農家の入力時間が半分になる",
)
UNDATED = (
    # How often, how long, what hour.
    "Anglers get a permit in two days instead of a month",
    "Tills close at 18:00 without a queue",
    "Every quarter fewer boats run aground",
    "Answer a tenant within three weeks",
    "Customers get a refund within a month",
    "At least two drills a year, and nobody hurt",
    "Share of repairs that fail within a year: 1 in 20",
    "Median time from order to release under 9 days",
    "Bread stays fresh in the week before a holiday",
    "Payroll no longer stays late at month end",
    "Teachers don't print reports at the end of term",
    "Clerks don't work weekends before every election",
    "Lorries wait less in winter",
    "Cooks see at noon in July what was thrown away",
    # The past, and what is compared with it.
    "Since 2019 the mill has had no reserve",
    "Theft down by a tenth compared to 2022",
    "Fewer drownings than in 2023",
    "In the 2024 survey, one in three guests could not find the exit",
    "The pump broke nine times in June",
    "Kick-off was held on 4 May, minutes are filed",
    "We lost the two biggest growers in 2022",
    "The old till has been out of warranty since 3 March 2024",
    "Damage stood at 14 % in August",
    "Licences were bought in April and the racks in June",
    "The board approved the budget in February",
    # The dates of other things.
    "The lease ends in October. A new one has been drafted",
    "The regulation takes effect on 1 May. It brings three forms",
    "Vendor support ends 30 June 2028",
    "Next meeting in three weeks",
    "The baseline will be drawn in March",
    "A kick-off takes place in September",
    # Names.
    "Close audit point 2024-11",
    "Comply with ISO 9001:2015",
    "Files of the five forms that came with PI 3",
    "Vision 2040 is known in every depot",
    "Drivers of the 2023 model can pair a phone",
    "Move clerks off Office 2016",
    "The summer school fills its places",
    "Winter tyres last longer",
    # In passing.
    "A grower knows what she will earn next month",
    "Managers talk about next quarter, not about the last one",
    "Skippers plan this week's catch with less guessing",
    # Words that are no dates.
    "Fines fall from £3m to £1m",
    "Owners fall in love with the ferry",
    "Bear with me: half of the guests never return",
    "Cost of heat down by 1/3",
    "Wages from $1.20 to 1.50 an hour",
    "Clerks may March out on strike less",
    "Staff may see 12 rows",
    "Seasoned cooks stay",
    "Fewer calls about the budget",
    # Other languages.
    "Anträge in drei Tagen statt in zwei Wochen",
    "Weniger Ausfälle als im Jahr 2022",
    "Jedes Quartal weniger Beschwerden",
    "Depuis 2020 les trains sont en retard",
    "Moins de pannes chaque mois",
    "Menos quejas que en 2023",
    "Meno reclami rispetto al 2022",
    "Minder storingen per maand",
    "Mniej skarg niż w 2022 roku",
    "毎月の問い合わせが半分になる",
)


@pytest.mark.parametrize("text", DATED)
def test_dated(text: str):
    assert anatomy(text).undated is None


@pytest.mark.parametrize("text", UNDATED)
def test_undated(text: str):
    assert anatomy(text).undated is not None
