"""The log of a workshop as a text to take away."""

from typing import Any, Final

from workshop.sessions import Session

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "title": "Log of the workshop", "run": "Run", "vote": "Vote opened", "votes": "Votes",
        "report": "Report", "predicted": "Guess", "revealed": "Shown", "answer": "Quick answer",
        "note": "Note", "shown": "View", "replicates": "{} replicates", "came": "what came out: {}",
        "none": "Nothing has been noted.",
        "what": "Results are of a simulation with invented households; a guess is not an answer.",
    },
    "nb": {
        "title": "Logg fra verkstedet", "run": "Kjøring", "vote": "Avstemning åpnet", "votes": "Stemmer",
        "report": "Rapport", "predicted": "Gjetning", "revealed": "Vist", "answer": "Hurtigsvar",
        "note": "Notat", "shown": "Visning", "replicates": "{} framtider", "came": "utfallet: {}",
        "none": "Ingenting er notert.",
        "what": "Resultatene er fra en simulering med oppdiktede husholdninger; en gjetning er ikke et svar.",
    },
}  # fmt: skip


def as_markdown(session: Session) -> str:
    """Return the log in the language of the session."""
    words = WORDS[session.language]
    lines = [f"# {words['title']}", "", words["what"], ""]
    lines += [_line(entry, words) for entry in session.log] or [words["none"]]
    return "\n".join(lines) + "\n"


def _line(entry: dict[str, Any], words: dict[str, str]) -> str:
    parts = [str(entry[key]) for key in ("scenario", "question", "text") if entry.get(key)]
    if changes := entry.get("changes"):
        parts.append(", ".join(f"{name} = {value}" for name, value in changes.items()))
    if "replicates" in entry:
        parts.append(words["replicates"].format(entry["replicates"]))
    if votes := entry.get("votes"):
        parts.append(", ".join(f"{name}: {count}" for name, count in votes.items()))
    if entry.get("revealed"):
        parts.append(words["came"].format(entry["revealed"]))
    what = words.get(str(entry["what"]), str(entry["what"]))
    said = " · ".join(part.replace("\n", " ") for part in parts)
    return f"- {entry['at'].replace('T', ' ')} **{what}**{': ' if said else ''}{said}"
