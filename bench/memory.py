"""What a training holds between two steps: `./kit bench --memory` prints it, with --against beside another build's."""
import results as r

CELLS = ("elman", "lstm", "gru-before", "gru-after")
SIZES = (28, 128, 32, 1000)                                # D, H, B, T
MB = 1e6
HEAD = ["cell", "precision", "heap, MB", "outside, MB", "together, MB", "resident, MB"]
AGAINST = ["the other build, together, MB", "resident, MB", "together, share of it"]


def table(held):
    """held: (program, cell, precision) → bytes on the heap, outside it, resident. Together is heap and outside."""
    against = any(program == "before" for program, _, _ in held)
    lines = [HEAD + AGAINST if against else HEAD]
    for (program, cell, precision), (heap, outside, resident) in held.items():
        if program != "ours":
            continue
        words = [r.CELLS[cell].name, precision, *map(mb, (heap, outside, heap + outside, resident))]
        if against:
            heap_before, outside_before, resident_before = held["before", cell, precision]
            before = heap_before + outside_before
            words += [mb(before), mb(resident_before), f"{(heap + outside) / before:.2f}"]
        lines.append(words)
    features, hidden, batch, steps = SIZES
    return (f"{r.aligned(lines)}\nD={features}, H={hidden}, B={batch}, T={steps}; 1 MB is 1,000,000 bytes. The batches "
            "are not counted.")


def mb(number):
    return f"{number / MB:.1f}"
