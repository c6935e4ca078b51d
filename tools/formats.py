"""Questions as a learning platform reads them: Moodle XML, GIFT, and a package of QTI 2.1.

QTI 2.1 and not 3.0, as what reads 3.0 mostly reads 2.1, and much that is in use reads nothing newer.
"""
import re
import zipfile
from xml.etree.ElementTree import Element, SubElement, fromstring, indent, tostring

from tools.files import write

CATEGORY = "Unrolled"
QTI, CONTENT = "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/imscp_v1p1"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def share(question, answer):
    """Percent: the right answers share a hundred; where there are two, a wrong one takes as much away."""
    each = 100 / sum(one.right for one in question.answers)
    return each if answer.right else 0 if question.single else -each


def number(value):
    return f"{value:.5f}".rstrip("0").rstrip(".")


# ── Moodle XML ─────────────────────────────────────────────────────────────────────────────────────────────────

def moodle(file, questions):
    quiz, lecture = Element("quiz"), None
    for question in questions:
        if question.lecture != lecture:
            lecture = question.lecture
            category = SubElement(SubElement(quiz, "question", type="category"), "category")
            SubElement(category, "text").text = f"$course$/top/{CATEGORY}/{lecture}"
        quiz.append(multichoice(question))
    indent(quiz)
    write(file, HEAD + tostring(quiz, "unicode") + "\n")


def multichoice(question):
    element = Element("question", type="multichoice")
    worded(element, "name", question.name)
    worded(element, "questiontext", question.text, format="html")
    for name, value in (("defaultgrade", "1"), ("penalty", "0.3333333"), ("hidden", "0"),
                        ("single", str(question.single).lower()), ("shuffleanswers", "true"),
                        ("answernumbering", "abc")):
        SubElement(element, name).text = value
    for answer in question.answers:
        one = worded(element, "answer", answer.text, fraction=number(share(question, answer)), format="html")
        worded(one, "feedback", answer.comment, format="html")
    return element


def worded(parent, name, text, **attributes):
    element = SubElement(parent, name, **attributes)
    SubElement(element, "text").text = text
    return element


# ── GIFT ───────────────────────────────────────────────────────────────────────────────────────────────────────

def gift(file, questions):
    lines, lecture = [], None
    for question in questions:
        if question.lecture != lecture:
            lecture = question.lecture
            lines += [f"$CATEGORY: $course$/top/{CATEGORY}/{lecture}", ""]
        lines.append(f"::{plain(question.name)}::[html]{plain(question.text)}{{")
        for answer in question.answers:
            points = share(question, answer)
            sign = ("=" if points > 0 else "~") if question.single else f"~%{number(points)}%"
            lines.append(f"\t{sign}{plain(answer.text)}" + (f"#{plain(answer.comment)}" if answer.comment else ""))
        lines += ["}", ""]
    write(file, "\n".join(lines))


def plain(text):
    """What GIFT would read as a sign, behind a backslash; in front, where [html] and %50% mean something, as HTML."""
    first = {"[": "&\\#91;", "%": "&\\#37;"}.get(text[:1])
    escaped = re.sub(r"([~=#{}:\\])", r"\\\1", text.replace("\n", " "))
    return first + escaped[1:] if first else escaped


# ── QTI ────────────────────────────────────────────────────────────────────────────────────────────────────────

def qti(file, questions):
    """A zip file: its manifest, and a file for each question. The same questions give the same bytes."""
    manifest = Element("manifest", xmlns=CONTENT, identifier="unrolled")
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources, items = SubElement(manifest, "resources"), {}
    for question in questions:
        identifier = "q-" + re.sub(r"\W+", "-", question.name)
        name = f"items/{identifier}.xml"
        resource = SubElement(resources, "resource", identifier=identifier, type="imsqti_item_xmlv2p1", href=name)
        SubElement(resource, "file", href=name)
        items[name] = item(question, identifier)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, element in {"imsmanifest.xml": manifest, **items}.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            package.writestr(entry, HEAD + tostring(element, "unicode") + "\n", zipfile.ZIP_DEFLATED)


def item(question, identifier):
    letters = dict(zip("abcdefghijklmnopqrstuvwxyz", question.answers))
    kind = "single" if question.single else "multiple"
    top = Element("assessmentItem", xmlns=QTI, identifier=identifier, title=question.name, adaptive="false",
                  timeDependent="false")
    response = SubElement(top, "responseDeclaration", identifier="RESPONSE", cardinality=kind, baseType="identifier")
    right = SubElement(response, "correctResponse")
    for letter, answer in letters.items():
        if answer.right:
            SubElement(right, "value").text = letter
    SubElement(top, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    SubElement(top, "outcomeDeclaration", identifier="FEEDBACK", cardinality=kind, baseType="identifier")
    choice = SubElement(SubElement(top, "itemBody"), "choiceInteraction", responseIdentifier="RESPONSE",
                        shuffle="true", maxChoices="1" if question.single else "0")
    choice.append(fragment("prompt", question.text))
    for letter, answer in letters.items():
        choice.append(fragment("simpleChoice", answer.text, identifier=letter))
    top.append(fromstring(PROCESSING))
    for letter, answer in letters.items():
        if answer.comment:
            top.append(fragment("modalFeedback", answer.comment, outcomeIdentifier="FEEDBACK", identifier=letter,
                                showHide="show"))
    return top


def fragment(name, markup, **attributes):
    element = fromstring(f"<{name}>{markup}</{name}>")
    element.attrib.update(attributes)
    return element


PROCESSING = """<responseProcessing><responseCondition>
<responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>
<responseElse><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0</baseValue></setOutcomeValue>
</responseElse></responseCondition>
<setOutcomeValue identifier="FEEDBACK"><variable identifier="RESPONSE"/></setOutcomeValue></responseProcessing>"""
FORMATS = {"unrolled.moodle.xml": moodle, "unrolled.gift.txt": gift, "unrolled.qti21.zip": qti}
