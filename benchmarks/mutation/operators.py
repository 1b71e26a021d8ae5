"""The small wrongs (mutants): where a file can be made wrong, and how.

They are those of mutmut and cosmic-ray (comparisons, arithmetic, `and` and `or`, `not`, numbers, booleans,
loops that do not run, `break` and `continue`), with three that suit code of columns: an assignment to a
column, a cell or an attribute left out, a call made for what it does left out, and `min` for `max`.

Left alone: annotations, docstrings, wording (strings and what stands in f-strings), decorators, protocols,
`if TYPE_CHECKING`, and the `strict` of `zip`, which only guards against slips.
"""

import ast
import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BOUNDS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
OPPOSITES: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
NAMES: Final = {
    "min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any",
    "floor": "ceil", "ceil": "floor", "zeros": "ones", "ones": "zeros",
}  # fmt: skip
BODIES: Final = ("body", "handlers", "orelse", "finalbody", "cases")
SIDES: Final = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Mutant:
    """One wrong: the text from `start` to `end` (bytes of the file) becomes `text`."""

    path: str
    line: int
    lines: tuple[int, int]  # first and last of the statement it stands in, or of the head of one with a body
    kind: str
    start: int
    end: int
    text: str
    before: str
    top: bool  # stands outside every function: it acts where the module is imported

    def of(self, source: bytes) -> bytes:
        """Return the file with this wrong in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def name(self, source: bytes) -> str:
        """Return a name that holds as long as the file does."""
        told = f"{self.path}:{self.start}:{self.end}:{self.text}:".encode() + source
        return hashlib.sha256(told).hexdigest()[:12]


def mutants(path: str, source: bytes) -> list[Mutant]:
    """Return every wrong that can be put into a file, in the order of its lines."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[tuple[int, int, str], Mutant] = {}
    walk = _Walk()
    for kind, node, text, top in walk.all(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before = " ".join(source[start:end].decode().split())
        one = Mutant(path, node.lineno, walk.lines, kind, start, end, text, before, top)
        found.setdefault((start, end, text), one)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.text))


type Wrong = tuple[str, ast.expr | ast.stmt, str, bool]


class _Walk:
    """Goes through a file and tells what can be made wrong; knows what to leave alone."""

    lines: tuple[int, int] = (1, 1)  # of the statement it has come to

    def all(self, tree: ast.Module) -> Iterator[Wrong]:
        yield from self.block(tree.body, True)

    def block(self, body: list[ast.stmt], top: bool) -> Iterator[Wrong]:
        for statement in body:
            yield from self.statement(statement, top)

    def statement(self, node: ast.stmt, top: bool) -> Iterator[Wrong]:
        body = getattr(node, "body", None)
        self.lines = node.lineno, body[0].lineno - 1 if body else node.end_lineno or node.lineno
        self.lines = self.lines[0], max(self.lines)
        match node:
            case ast.FunctionDef():
                defaults = [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]
                for default in defaults:
                    yield from self.expression(default, top)
                yield from self.block(node.body, False)
                return
            case ast.ClassDef():
                if not any(ast.unparse(base).startswith("Protocol") for base in node.bases):
                    yield from self.block(node.body, top)
                return
            case ast.Import() | ast.ImportFrom() | ast.TypeAlias() | ast.Assert():
                return
            case ast.If() if ast.unparse(node.test) == "TYPE_CHECKING":
                return
            case ast.AnnAssign():
                if node.value is not None:
                    yield from self.expression(node.value, top)
            case _:
                # the head before the body, while `lines` are its own
                for field, value in sorted(ast.iter_fields(node), key=lambda one: one[0] in BODIES):
                    yield from self.parts(field, value, top)
        for kind, text in self.of_statement(node):
            yield kind, node, text, top

    def parts(self, field: str, value: object, top: bool) -> Iterator[Wrong]:
        for one in value if isinstance(value, list) else [value]:
            match one:
                case ast.stmt():
                    yield from self.statement(one, top)
                case ast.expr():
                    yield from self.expression(one, top)
                    if field == "test" and self.may_be_turned(one):
                        yield "condition turned", one, f"(not ({ast.unparse(one)}))", top
                    if field == "iter":
                        yield "loop does not run", one, "()", top
                case ast.ExceptHandler() | ast.match_case():
                    yield from self.block(one.body, top)
                case ast.withitem():
                    yield from self.expression(one.context_expr, top)

    @staticmethod
    def may_be_turned(test: ast.expr) -> bool:
        """Whether turning a condition is not what another wrong does."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return False
        single = isinstance(test, ast.Compare) and len(test.ops) == 1
        return not (single and type(test.ops[0]) in OPPOSITES)  # type: ignore[attr-defined]

    @staticmethod
    def of_statement(node: ast.stmt) -> Iterator[tuple[str, str]]:
        match node:
            case ast.AugAssign():
                swapped = copy.deepcopy(node)
                if type(node.op) in ARITHMETIC:
                    swapped.op = ARITHMETIC[type(node.op)]()
                    yield "arithmetic", ast.unparse(swapped)
                yield "step left out", "pass"
            case ast.Assign(targets=[ast.Subscript() | ast.Attribute()]):
                yield "step left out", "pass"
            case ast.Expr(value=ast.Call()):
                yield "step left out", "pass"
            case ast.Raise():
                yield "error not raised", "pass"
            case ast.Break():
                yield "break and continue", "continue"
            case ast.Continue():
                yield "break and continue", "break"

    def expression(self, node: ast.expr, top: bool) -> Iterator[Wrong]:
        if isinstance(node, ast.JoinedStr):
            return
        inner = top and not isinstance(node, ast.Lambda)
        for kind, wrong in self.of_expression(node):
            yield kind, node, f"({ast.unparse(wrong)})", top
        for field, value in ast.iter_fields(node):
            for one in value if isinstance(value, list) else [value]:
                match one:
                    case ast.expr():
                        if isinstance(node, ast.Call) and field == "args" and self.is_cast(node, one):
                            continue
                        yield from self.expression(one, inner)
                        if isinstance(node, ast.IfExp) and field == "test" and self.may_be_turned(one):
                            yield "condition turned", one, f"(not ({ast.unparse(one)}))", inner
                    case ast.keyword() if one.arg != "strict":
                        yield from self.expression(one.value, inner)
                    case ast.comprehension():
                        yield from self.expression(one.iter, inner)
                        for test in one.ifs:
                            yield from self.expression(test, inner)
                            if self.may_be_turned(test):
                                yield "condition turned", test, f"(not ({ast.unparse(test)}))", inner

    @staticmethod
    def is_cast(call: ast.Call, argument: ast.expr) -> bool:
        return ast.unparse(call.func) in ("cast", "TypeVar") and argument is call.args[0]

    @staticmethod
    def of_expression(node: ast.expr) -> Iterator[tuple[str, ast.expr]]:
        match node:
            case ast.Compare():
                for place, operator in enumerate(node.ops):
                    for table, kind in ((BOUNDS, "boundary"), (OPPOSITES, "comparison")):
                        if type(operator) in table:
                            wrong = copy.deepcopy(node)
                            wrong.ops[place] = table[type(operator)]()
                            yield kind, wrong
            case ast.BinOp() if type(node.op) in ARITHMETIC:
                yield "arithmetic", ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
            case ast.BoolOp():
                other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                yield "and, or", ast.BoolOp(other, node.values)
            case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert()):
                yield "not, minus", node.operand
            case ast.Constant(value=bool()):
                yield "true, false", ast.Constant(not node.value)
            case ast.Constant(value=int() | float() as number):
                yield "number", ast.Constant(number + 1)
            case ast.Constant(value=str() as word) if word in SIDES:
                yield "side", ast.Constant(SIDES[word])
            case ast.Call(func=ast.Name() as name) if name.id in NAMES:
                yield "least, most", ast.Call(ast.Name(NAMES[name.id]), node.args, node.keywords)
            case ast.Call(func=ast.Attribute() as name) if name.attr in NAMES:
                swapped = ast.Attribute(name.value, NAMES[name.attr])
                yield "least, most", ast.Call(swapped, node.args, node.keywords)
