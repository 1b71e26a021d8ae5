"""What can go wrong between a table and the model, each told in one sentence (experiments/sentences)."""

from collections.abc import Sequence

from experiments.sentences import SaidError


class ConnectorError(SaidError, ValueError):
    """A table cannot be had, read or trusted; the message says why and what would help."""


class DefinitionError(SaidError, ValueError):
    """A table's file is wrong; one sentence per problem, a line each.

    Parameters
    ----------
    problems : sequence of ConnectorError
    """

    def __init__(self, problems: Sequence[ConnectorError]) -> None:
        self.problems = tuple(problems)
        self.key, self.given = "", {}
        Exception.__init__(self, self.said())

    def __reduce__(self) -> tuple[type["DefinitionError"], tuple[tuple[ConnectorError, ...]]]:
        return DefinitionError, (self.problems,)

    def said(self, language: str = "en") -> str:
        """Return the sentences in a language, one a line."""
        # ScenarioError joins its lines likewise, and stays apart: it may know nothing of experiments, where
        # SaidError is, and its lines have a file and a number. One line each is not worth a base of its own.
        return "\n".join(problem.said(language) for problem in self.problems)
