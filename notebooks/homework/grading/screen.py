"""Reads a student's cells before they run, with Java's own compiler, on exactly what the kernel will get.

The sandbox keeps the machine safe; this keeps the points honest. A cell does not run when it

- declares or imports a name that a line of a test would then mean (Java's scoping decides, not the spelling);
- uses of Java or of the kit what allowed.py does not list: no reflection, no files, no processes, no kernel;
- sets a variable that is not the student's, or answers `equals` for a list that a test compares;
- comes to what its task asks to write by hand: by its name, as the type of any expression, through the student's other
  cells, through an object that another cell left in a variable, or through a class of the kit's whose code needs it.

What does not compile here does not run: so nothing runs that was not resolved. Since reflection, class loading and
threads of others are refused, a class that no resolved name reaches is out of reach, as if it were not on the class
path.
"""
import atexit
import contextlib
import functools
import hashlib
import itertools
import json
import os
import re
import subprocess
import tempfile
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

from nbgrader.utils import is_grade

from grading.allowed import NOT_EXTENDED, can_hold, may_use
from grading.names import grade_id
from tools.environment import environment
from tools.files import ROOT, WORK, write
from tools.kernel import registered
from tools.library import CLASS_PATH

TOKEN = re.compile(r"""
    (?P<skip> \s+ | //[^\n]* | /\*.*?(?:\*/|\Z) | \"\"\".*?(?:(?<!\\)\"\"\"|\Z) | "(?:\\.|[^"\\\n])*"?
            | '(?:\\.|[^'\\\n])*'? )
  | (?P<word> [^\W\d][\w$]* ) | (?P<number> \d[\w.]* ) | (?P<sign> -> | :: | [=!<>]= | && | \|\| | . )""", re.X | re.S)
KINDS = {"class", "interface", "enum", "record"}
NOT_TYPES = {"return", "new", "throw", "else", "case", "assert", "yield", "import", "package", "instanceof", "extends",
             "implements", "throws", "if", "while", "for", "switch", "do", "try", "catch", "synchronized"}


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


@functools.lru_cache(4096)
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


# Every test is run as a value: runner.py says so in words that begin with a package.
ALWAYS = {"kind": "package", "name": "java", "owner": "", "from": "", "cell": "every test", "line": 1}


def learnt(locked, solutions):
    """What a screen goes by, from the instructor's cells: names, and no line of a test or of a solution."""
    reader = Reader.of_this_kit()
    given = [{"id": "include", "source": reader.include}, *(cell_for_reader(cell) for cell in locked
                                                            if not is_grade(cell))]
    tests = [cell_for_reader(cell) for cell in locked if is_grade(cell)]
    answers = [{"id": name, "source": source} for name, source in solutions.items()]
    return {"given": given, **remembered(reader, [given, answers, tests], learn, reader, given, answers, tests),
            "judges": [grade_id(cell) for cell in locked if judges(cell)]}


def learn(reader, given, solutions, tests):
    """From the reference: what the tests use, what each task asks for, and what it needs of what is refused."""
    answer = reader.ask(given=given, cells=solutions, tests=[*given[1:], *tests])
    if "failed" in answer:
        raise RuntimeError(f"The reference cannot be read by Java's compiler: {answer['failed']}")
    uses = [use for use in answer["tests"] if use["from"] not in answer["cells"]]
    return {"uses": [*uses, ALWAYS],
            "asked": {name: sorted({declared["name"] for declared in fact.get("declares", ())})
                      for name, fact in answer["cells"].items()},
            "granted": {name: granted for name, fact in answer["cells"].items()
                        if (granted := sorted({label(use) for use in fact.get("uses", ()) if not may_use(use)}))}}


class Screen:
    """What the cells of one assignment may not name, not set and not declare."""

    def __init__(self, rules, forbids):
        """rules: what learnt() found. forbids: {task: what it asks to write}."""
        self.reader, self.rules, self.forbids = Reader.of_this_kit(), rules, forbids

    def refusals(self, source, name=None, others=()):
        """Why a cell of the student's does not run; nothing when it does. It may call the others."""
        cells = {"it": (name, source), **{f"other {k}": (None, other) for k, other in enumerate(others)}}
        return self.judge(cells)["it"].reasons

    def judge(self, cells):
        """{key: (grade id or None, source)}, in the order in which they run → {key: Judged}."""
        texts = {str(key): kernel_form(source) for key, (_, source) in cells.items()}
        answer = self.reader.ask(given=self.rules["given"], uses=self.rules["uses"],
                                 cells=[{"id": key, "source": text} for key, text in texts.items()])
        if "failed" in answer:
            return self.one_by_one(cells, answer["failed"])
        facts = answer["cells"]
        return {key: self.judged(str(key), name, source, facts) for key, (name, source) in cells.items()}

    def one_by_one(self, cells, why):
        """Whose cell the compiler cannot read: the others are judged without it."""
        if len(cells) == 1:
            return {key: Judged(["cannot be read by Java's compiler"], None, 0) for key in cells}
        guilty = {key for key, one in cells.items() if self.judge({key: one})[key].unreadable}
        if not guilty:
            return {key: Judged(["cannot be read by Java's compiler"], None, 0) for key in cells}
        rest = self.judge({key: one for key, one in cells.items() if key not in guilty})
        return {key: rest.get(key, Judged(["cannot be read by Java's compiler"], None, 0)) for key in cells}

    def judged(self, key, name, source, facts):
        fact = facts[key]
        granted = set(self.rules["granted"].get(name, ()))
        uses = fact.get("uses", ())
        early = {label(use) for use in uses if use["cell"] in self.rules["judges"]}
        used = {label(use): use["line"] for use in reversed(uses) if use["cell"] not in facts and not may_use(use)}
        taken = {f"declares {hidden['what']}, which line {hidden['at']} of {hidden['test']} would then mean: choose "
                 "another name" if not hidden["what"].startswith("import") else
                 f"has {hidden['what']}, and {hidden['name']} in line {hidden['at']} of {hidden['test']} would then be "
                 "another one" for hidden in first_of_each(fact.get("hides", ()))}
        forbidden = self.forbidden(name, fact)
        here = self.listed(fact, forbidden, facts)
        if fact.get("wrong"):                                          # no name of it is resolved: its words tell
            here |= forbidden & set(words(source)) - declarations(source).names - declared_in(facts)
        there = {word for other in self.reached(key, facts) if other != key
                 for word in self.listed(facts[other], forbidden, facts)} - here if forbidden else set()
        reasons = sorted(taken)
        reasons += said("uses {}, which this task asks you to write yourself", here)
        reasons += said("calls a cell that uses {}, which this task asks you to write yourself", there)
        reasons += said("uses {}, which homework has no use for and grading does not allow", set(used) - granted)
        reasons += said("uses {}, which is there for the tests only", early)
        reasons += said("sets {}, which is not its own", {label(use) for use in fact.get("sets", ())
                                                         if use["cell"] not in facts})
        reasons += said("extends {}, which homework has no use for and grading does not allow",
                        {above["name"] for above in fact.get("extends", ()) if above["cell"] not in facts
                         and above["class"] and above["name"].startswith(NOT_EXTENDED)})
        if fact.get("equals"):
            reasons.append(f"declares equals in a list, a map or a text (line {fact['equals'][0]}), which would answer "
                           "for the tests")
        wrong = fact.get("wrong")
        if wrong:
            reasons += said("has the kernel's command {}, which grading does not allow", commands(source))
        return Judged(reasons, wrong, fact.get("runs", 0), tuple(map(tuple, fact.get("blank", ()))))

    def forbidden(self, name, fact):
        """The task's own list, and those of the tasks whose methods the cell declares."""
        names = {declared["name"] for declared in fact.get("declares", ())}
        return {word for task, listed in self.forbids.items()
                if task == name or names & set(self.rules["asked"].get(task, ())) for word in listed}

    def listed(self, fact, forbidden, facts):
        """Which forbidden names a cell uses: by their own name, or through a class of the kit's that needs them.

        What the student's own cells declare by such a name is the student's own work.
        """
        found = set()
        for use in fact.get("uses", ()):
            if use["cell"] in facts:
                continue
            names = {*use["owner"].split("."), use.get("name")}
            needs = sorted(forbidden & set(self.reader.needs.get(top_class(use["owner"]), ())))
            found |= forbidden & names or {f"{simple(use['owner'])} (which needs {word})" for word in needs[:1]}
        return found

    @staticmethod
    def reached(key, facts):
        """The cells whose code or whose objects a cell can come to, however far away.

        It comes to the cells that declare what it uses. Where it uses a variable that can hold any object, given ones
        too, it comes to every cell that uses the same: one of them may have left something there.
        """
        holders = {}
        for cell, fact in facts.items():
            for use in fact.get("uses", ()):
                shared = use["kind"] == "field" and use["cell"] and (use["static"] or not use["owner"])
                if shared and can_hold(use["type"]):
                    holders.setdefault((use["cell"], use["owner"], use["name"]), set()).add(cell)
        found, ahead = set(), [key]
        while ahead:
            cell = ahead.pop()
            if cell in found:
                continue
            found.add(cell)
            fact = facts[cell]
            ahead += {one for use in fact.get("uses", ()) for one in use["also"] if one in facts}
            ahead += {other for users in holders.values() if cell in users for other in users}
            if any(map(can_hold, fact.get("holds", ()))):
                ahead += {other for other, theirs in facts.items()
                          if any(cell in use["also"] for use in theirs.get("uses", ()))}
        return found


@dataclass(frozen=True)
class Judged:
    """Why a cell does not run; what does not compile in it, {"line", "words"} or None; up to where the kernel may take
    it, and which declarations on the way wait for a name that is not there."""
    reasons: list
    wrong: dict
    runs: int
    blank: tuple = ()

    def what_runs(self, source):
        """For the kernel: what was resolved, and nothing else, each line where it was."""
        text = kernel_form(source)[:self.runs]
        for begin, end in self.blank:
            text = text[:begin] + re.sub(r"[^\n]", " ", text[begin:end]) + text[end:]
        return text

    @property
    def unreadable(self):
        return any("cannot be read" in reason for reason in self.reasons)


def judges(cell):
    """Whether a given cell holds what tests judge by: it runs after the last of the student's cells of its part."""
    return bool(cell.metadata.get("unrolled", {}).get("judges"))


def declared_in(facts):
    return {declared["name"] for fact in facts.values() for declared in fact.get("declares", ())}


def cell_for_reader(cell):
    return {"id": grade_id(cell), "source": cell.source}


def first_of_each(hides):
    """One of the tests is enough to say."""
    return {(hidden["what"], hidden["name"]): hidden for hidden in reversed(hides)}.values()


def said(sentence, names):
    return [sentence.format(", ".join(sorted(names)))] if names else []


def simple(name):
    return name.rsplit(".", 1)[-1]


@functools.lru_cache(4096)
def top_class(name):
    """unrolled.cell.ElmanCell of unrolled.cell.ElmanCell.Gate."""
    return ".".join(itertools.takewhile(lambda part: not part[:1].isupper(), parts := name.split("."))) + "." + next(
        (part for part in parts if part[:1].isupper()), "")


def label(use):
    """System.exit, Files, week."""
    if use["kind"] == "type":
        return simple(use["owner"])
    owner = simple(use["owner"])
    return f"new {owner}" if use["name"] == "new" else f"{owner}.{use['name']}" if owner else use["name"]


# ── what the kernel gets ───────────────────────────────────────────────────────────────────────────────────────

# Both kernels look for their commands in lines of text, before Java sees them: also in a comment, a text block, the
# second line of a sum. Java reads \u0025 as the sign itself, everywhere; the kernels do not.
LINE_END = re.compile(r"(?<!\\)((?:\\\\)*)\\u+000[aAdD]")                 # Java ends a line there, the shell does not
COMMAND = re.compile("(?:\\A|(?<=[=\n\r\x85\u2028\u2029]))([ \\t\\n\\r\\f\\v]*)(%%?)(?=\\w)")


def kernel_form(source):
    """The same Java, in which no kernel sees a command."""
    return COMMAND.sub(lambda match: match[1] + "\\u0025" * len(match[2]), LINE_END.sub(r"\1\n", source))


def commands(source):
    """The lines that can only be meant for the kernel."""
    found = (re.match(r"(?:\s*|[^\"']*=\s*)(%%?\w.*)", line) for line in source.splitlines())
    return {match[1].strip() for match in found if match}


# ── the compiler ───────────────────────────────────────────────────────────────────────────────────────────────

# What the include gives to every cell.
NAMES = ROOT / "lib" / "src" / "main" / "resources" / "unrolled" / "view" / "names.jshell"


class Reader:
    """Reader.java, in a Java of its own that lasts as long as this process: a cell costs it some milliseconds."""

    SOURCE = Path(__file__).with_name("Reader.java")
    NAMES = ("unrolled", "ejml-core", "ejml-ddense", "ejml-fdense", "ejml-simple", "tablesaw", "fastutil",
             "commons-math3")
    JJAVA = ["java.util", "java.io", "java.math", "java.net", "java.time", "java.util.concurrent", "java.util.prefs",
             "java.util.regex", "static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics",
             "static org.dflib.jjava.kernel.JavaNotebookStatics"]
    IJAVA = ["java.util", "java.io", "java.math", "java.net", "java.util.concurrent", "java.util.prefs",
             "java.util.regex", "static io.github.spencerpark.ijava.runtime.Kernel",
             "static io.github.spencerpark.ijava.runtime.Display", "static io.github.spencerpark.ijava.runtime.Magics"]

    @classmethod
    @functools.lru_cache(None)
    def of_this_kit(cls):
        return cls()

    def __init__(self):
        self.lock, self.process = threading.Lock(), None
        command, _ = registered(environment())
        self.java, self.kernel_jar = Path(command[0]), command[command.index("-jar") + 1]
        self.include = NAMES.read_text(encoding="utf-8")

    @functools.cached_property
    def key(self):
        sha = hashlib.sha256(str(self.java).encode())
        for file in (self.SOURCE, Path(__file__), Path(self.kernel_jar), CLASS_PATH / "unrolled.jar"):
            sha.update(file.read_bytes())
        return sha.hexdigest()[:24]

    @property
    def place(self):
        return WORK / "homework"

    @property
    def class_path(self):
        return os.pathsep.join([str(self.place / f"reader-{self.key}"), str(CLASS_PATH / "*"), self.kernel_jar])

    @property
    def names_path(self):
        """What a homework's names can mean; the compiler looks into each jar for each import of each cell."""
        jars = [jar for name in self.NAMES for jar in sorted(CLASS_PATH.glob(f"{name}*.jar"))]
        return os.pathsep.join([*map(str, jars), self.kernel_jar])

    def start(self):
        classes = self.place / f"reader-{self.key}"
        if not classes.is_dir():
            self.compile(classes)
        imports = self.JJAVA if "jjava" in Path(self.kernel_jar).name else self.IJAVA
        self.process = subprocess.Popen(
            [self.java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
             f"-Dreader.path={self.names_path}", "-cp", self.class_path, "Reader",
             *(f"import {name}.*;" for name in imports)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        atexit.register(self.process.kill)

    def compile(self, classes):
        self.place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            made = Path(folder) / "made"
            told = subprocess.run([self.java.with_name("javac"), "-nowarn", "-cp", str(CLASS_PATH / "*"), "-d", made,
                                   self.SOURCE], stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if told.returncode:
                raise RuntimeError(f"{self.SOURCE.name} does not compile: {told.stderr[:400]}")
            with contextlib.suppress(OSError):                         # another process was faster
                os.rename(made, classes)

    def ask(self, **question):
        """The answer to a question, which is the same each time; one that failed is asked again."""
        place = self.place / f"read-{hashlib.sha256(json.dumps([self.key, question]).encode()).hexdigest()[:24]}.json"
        if place.exists():
            return json.loads(place.read_text(encoding="utf-8"))
        answer = self.answer(question)
        if "failed" not in answer:
            keep(place, answer)
        return answer

    def answer(self, question):
        with self.lock:
            if self.process is None or self.process.poll() is not None:
                self.start()
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        return json.loads(line) if line else {"failed": "Java ended"}

    @functools.cached_property
    def needs(self):
        """{class of the library: names of the library's classes that its code can come to}."""
        direct = {}
        with zipfile.ZipFile(CLASS_PATH / "unrolled.jar") as jar:
            for name in jar.namelist():
                if name.startswith("unrolled/") and name.endswith(".class"):
                    direct.setdefault(name[:-6].split("$")[0], set()).update(
                        match.decode() for match in re.findall(rb"unrolled/[a-z]+/[A-Z]\w*", jar.read(name)))
        return {name.replace("/", "."): {other.rsplit("/", 1)[-1] for other in closure(name, direct)}
                for name in direct}


def closure(start, direct):
    found, ahead = set(), [start]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += direct.get(name, ())
    return found


def remembered(reader, key, learn, *arguments):
    """What was learnt from exactly these cells by exactly this reader."""
    sha = hashlib.sha256(json.dumps([reader.key, key]).encode()).hexdigest()[:24]
    place = reader.place / f"screen-{sha}.json"
    if place.exists():
        return json.loads(place.read_text(encoding="utf-8"))
    return keep(place, learn(*arguments))


def keep(place, found):
    write(place, json.dumps(found))
    return found
