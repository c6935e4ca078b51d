"""What `./kit homework` does with its words."""
from grading import course as courses
from grading.check import check
from grading.copied import alike
from grading.course import Course
from grading.export import export
from grading.items import items
from grading.report import report
from grading.sandbox import Limits


def run(arguments, step):
    if arguments.step == "check":
        return 1 if check(arguments.notebook, step) else 0
    course = Course.at(arguments.course, new=arguments.step == "release")
    if arguments.step == "release":
        return courses.release(course, arguments.name)
    if arguments.step == "grade":
        return courses.grade(course, arguments.name, Limits().within(arguments.seconds), step)
    if arguments.step == "report":
        return report(course, arguments.name)
    if arguments.step == "alike":
        return alike(course, arguments.name, step)
    if arguments.step == "items":
        return items(course, arguments.name)
    if arguments.step == "export":
        return export(course, arguments.name, arguments.platform, arguments.ids, arguments.column)
    return courses.feedback(course, arguments.name, step)
