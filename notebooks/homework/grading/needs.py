"""Which cells a cell needs: those whose names it uses, itself or through others, by their spelling alone.

So a cell may be taken for needed that is not; none that is needed is missed.
"""
import functools
import re

from nbgrader.utils import is_solution

from grading.names import grade_id
from grading.screen import declarations, words

IMPORT = re.compile(r"^\s*import\b", re.M)


@functools.lru_cache(4096)
def read(source):
    """What a cell uses or declares, what it declares at its top, and whether variables are among that."""
    declared = declarations(source)
    return frozenset(words(source)), declared.names, bool(declared.variables)


class Needs:
    def __init__(self, cells, tests):
        """cells: {number: cell}; a test declares nothing."""
        self.words, self.declared, self.variables = {}, {}, set()
        for number, cell in cells.items():
            self.words[number], names, variables = read(cell.source)
            if number not in tests:
                for name in names:
                    self.declared.setdefault(name, set()).add(number)
                if variables:
                    self.variables.add(number)

    def of(self, *numbers):
        """The cells that these need; they are among them when they declare what one of these uses."""
        ahead, seen, found = list(numbers), set(), set()
        while ahead:
            for word in (self.words[ahead.pop()] & self.declared.keys()) - seen:
                seen.add(word)
                ahead += self.declared[word]
                found |= self.declared[word]
        return found


def aside(cells, tests, theirs_run):
    """The given cells that need not run, as figures and questions: no test and no cell of the student's needs them, and
    they come to no variable that a test needs. The student's cells run, but where only some tests are asked for."""
    needs = Needs(cells, tests)
    theirs = {number for number, cell in cells.items() if cell.metadata.get("theirs") or is_solution(cell)}
    wanted = {*tests, *(theirs if theirs_run else ())}
    needed = wanted | needs.of(*wanted)
    variables = needed & needs.variables
    return {number for number, cell in cells.items() if number not in needed
            and (number in theirs or not (grade_id(cell) or cell.source.startswith("%") or IMPORT.search(cell.source)
                                          or needs.of(number) & variables))}
