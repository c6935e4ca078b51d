"""Reads a student's cell before it runs: names that belong to the tests, to the task, or to the grader are refused.

The sandbox keeps the machine safe; this keeps the points honest. Comments and strings do not count; an escaped letter
is the letter.
"""
import re
from dataclasses import dataclass

from nbgrader.utils import is_grade, is_solution

from grading.assignment import grade_id

TOKEN = re.compile(r"""
    (?P<skip> \s+ | //[^\n]* | /\*.*?(?:\*/|\Z) | \"\"\".*?(?:(?<!\\)\"\"\"|\Z) | "(?:\\.|[^"\\\n])*"?
            | '(?:\\.|[^'\\\n])*'? )
  | (?P<word> [^\W\d][\w$]* ) | (?P<number> \d[\w.]* ) | (?P<sign> -> | :: | [=!<>]= | && | \|\| | . )""", re.X | re.S)
KINDS = {"class", "interface", "enum", "record"}
NOT_TYPES = {"return", "new", "throw", "else", "case", "assert", "yield", "import", "package", "instanceof", "extends",
             "implements", "throws", "if", "while", "for", "switch", "do", "try", "catch", "synchronized"}
GRADERS = {"reflect", "forName", "setAccessible", "ClassLoader", "getClassLoader", "getContextClassLoader",
           "getDeclaredMethod", "getDeclaredMethods", "getDeclaredField", "getDeclaredFields", "getDeclaredConstructor",
           "getDeclaredConstructors", "getMethod", "getMethods", "getField", "getFields", "MethodHandles", "VarHandle",
           "Unsafe", "instrument", "ServiceLoader", "JShell", "jshell", "jdk", "sun", "dflib", "spencerpark", "JJava",
           "IJava", "ScriptEngineManager", "ToolProvider", "setOut", "setErr", "lineMagic", "cellMagic", "magics",
           "eval"}
EVERYWHERE = {"Quiz", "Object", "String", "Math", "StrictMath", "System", "Double", "Integer", "Arrays", "Thread",
              "Runtime", "AssertionError", "IllegalStateException", "RuntimeException", "Exception", "Error",
              "Throwable"}


def words(source):
    """The tokens of Java source, without comments and strings; a string leaves a number behind, as a value."""
    plain = re.sub(r"\\u+([0-9a-fA-F]{4})", lambda escape: chr(int(escape[1], 16)), source)
    return [match.group() for match in TOKEN.finditer(plain) if not match["skip"]]


def is_word(token):
    return token[0].isalpha() or token[0] in "_$"


@dataclass(frozen=True)
class Declarations:
    types: frozenset
    methods: frozenset
    variables: frozenset

    @property
    def names(self):
        return self.types | self.methods | self.variables


def declarations(source):
    """What a cell declares at its top, where JShell lets it replace what was there."""
    types, methods, variables = set(), set(), set()
    for statement in statements(words(source)):
        head = header(statement)
        kind = next((k for k, token in enumerate(head[:-1]) if token in KINDS and is_word(head[k + 1])
                     and (k == 0 or head[k - 1] != ".")), None)
        if statement[0] == "import":
            types.add(statement[-1])
            methods.add(statement[-1])
        elif kind is not None:
            types.add(head[kind + 1])
        elif "(" in head and is_word(head[max(head.index("(") - 1, 0)]) and follows_a_type(head, head.index("(") - 1):
            methods.add(head[head.index("(") - 1])
        else:
            variables |= declared_variables(statement)
    return Declarations(frozenset(types), frozenset(methods), frozenset(variables))


def statements(tokens):
    """Cut at each semicolon and at each closing brace that stand at the top."""
    statement, depth = [], 0
    for token in tokens:
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token, 0)
        if token != ";" or depth:
            statement.append(token)
        if depth <= 0 and token in (";", "}"):
            if statement:
                yield statement
            statement, depth = [], 0
    if statement:
        yield statement


def header(statement):
    """Up to the body or the value."""
    return statement[:next((k for k, token in enumerate(statement) if token in ("{", "=")), len(statement))]


def follows_a_type(tokens, k):
    return k > 0 and (tokens[k - 1] in (">", "]") or is_word(tokens[k - 1]) and tokens[k - 1] not in NOT_TYPES)


def declared_variables(statement):
    """x of `int x = 1`, x and y of `int x, y`, and x of `x = 1`, which changes what another cell declared."""
    names, depth = set(), 0
    for k, token in enumerate(statement):
        depth += {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}.get(token, 0)
        after = statement[k + 1] if k + 1 < len(statement) else ";"
        if depth or not is_word(token) or after not in ("=", ";", ",", "["):
            continue
        if follows_a_type(statement, k) or k == 0 and after == "=" or names and statement[k - 1] == ",":
            names.add(token)
    return names


class Screen:
    """What the cells of one assignment may not name and not declare."""

    def __init__(self, assignment):
        tests = [cell.source for cell in assignment.source.cells if is_grade(cell) and not is_solution(cell)]
        given = [cell.source for cell in assignment.locked() if not is_grade(cell)]
        others = [cell.source for cell in assignment.source.cells if cell.cell_type == "code" and not grade_id(cell)]
        self.reference = assignment.solutions()
        self.own_work(assignment.forbids, self.reference)
        theirs = [declarations(source) for source in self.reference.values()]
        inside = {word for source in tests for word in declared_inside(words(source))}
        known = [declarations(source) for source in given + others]
        used = {word for source in tests + given for word in words(source) if is_word(word)}
        self.types = ({word for word in used if word[0].isupper()} | EVERYWHERE) - all_of(theirs, "types") - inside
        self.methods = ((called(tests + given) | all_of(known, "methods")) - all_of(theirs, "methods")) - inside
        self.variables = (all_of(map(declarations, given), "variables") | all_of(known, "variables") & used) - \
            all_of(theirs, "variables")

    def own_work(self, forbids, solutions):
        """What each task forbids, and the names that its cell declares."""
        self.forbids = forbids
        self.asked = {name: declarations(solutions[name]).names for name in forbids if name in solutions}

    def refusals(self, source, name=None, others=()):
        """Why a cell of the student's does not run; nothing when it does. It may call the others."""
        tokens, found = words(source), declarations(source)
        taken = found.types & self.types | found.methods & self.methods | found.variables & self.variables
        magic = re.search(r"^\s*%.*$", source, re.M)
        forbidden = self.forbidden(name, found)
        not_own = forbidden & set(tokens)
        through = forbidden & called_words(source, others) if forbidden else set()
        grader = GRADERS & set(tokens) - set(words(self.reference.get(name, "")))
        return [reason for names, reason in (
            (taken, "declares {}, which the tests and the given cells use: choose another name"),
            (not_own, "uses {}, which this task asks you to write yourself"),
            (through - not_own, "calls a cell that uses {}, which this task asks you to write yourself"),
            (grader, "uses {}, which homework has no use for and grading does not allow"),
            ([magic.group().strip()] if magic else [], "has the kernel's command {}, which grading does not allow"))
            if names for reason in [reason.format(", ".join(sorted(names)))]]

    def forbidden(self, name, found):
        """The task's own list, and those of the tasks whose methods the cell declares."""
        return {word for task, listed in self.forbids.items()
                if task == name or found.names & self.asked.get(task, set()) for word in listed}


def all_of(several, kind):
    return {name for one in several for name in getattr(one, kind)}


def called_words(source, others):
    """The words of those others whose names a cell uses, however far away."""
    reached, ahead = set(), [source]
    while ahead:
        caller = ahead.pop()
        names = set(words(caller)) - declarations(caller).names
        more = {other for other in others if declarations(other).names & names} - reached
        reached |= more
        ahead += more
    return {word for other in reached for word in words(other)}


def called(sources):
    """Methods called by their name alone."""
    return {word for tokens in map(words, sources) for before, word, after in zip(["", *tokens], tokens, tokens[1:])
            if after == "(" and is_word(word) and before not in (".", "::", "new") and word not in NOT_TYPES}


def declared_inside(tokens):
    return {name for kind, name in zip(tokens, tokens[1:]) if kind in KINDS and is_word(name)}
