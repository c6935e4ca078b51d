"""What the program kit is made of, in reading order.

console, files, machine       what a person sees; the project's files; what the machine has
environment, kernel, library  what a notebook needs
setup                         makes all of it
inside                        the process for what the environment's packages are needed for, and the pipe to it
lectures, lab, homework,      the commands, each of which sets up first
checks, bench, train
questions, formats            the lectures' questions for a learning platform: this command needs no environment
cli                           the command line
notebooks, pages, executions, what runs in that other process only, and so may import the environment's packages
book, slides, polls
"""
