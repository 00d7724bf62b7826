"""Holds config/survey.schema.json against the loader: each rejects what the other rejects.

usage: schema_agreement.py ASKWELL SCHEMA SURVEY…

Every value of the first survey, and some of the others, is removed or replaced by values of other kinds; each variant
is judged by the schema (python3-jsonschema) and by `askwell check --json`. What a schema cannot say — names that must
exist, order, translations, sums — is listed below; with those findings alone the schema may be content.
"""
import copy
import functools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema

ONLY_THE_LOADER_SEES = (
    "the translation into",
    "is not among the survey's languages",
    "of the survey's languages",
    "is used twice",
    "no earlier question",
    "there is no question",
    "does not come later",
    "the survey has no field",
    "is neither a field nor an earlier question",
    "nothing leads to",
    "no answer that could be given here",
    "has no number to compare",
    "nothing is at least this",
    "is above",
    "the scores are not consecutive",
    "the ranges overlap",
    "this score says no range",
    "a range needs a unit",
    "is not a score of this scale",
    "does not ask which",
    "gives away another choice",
    "the period ends before it begins",
)
REPLACEMENTS = (None, 1, -7, 2.5, True, "", " ", "x", [], ["x"], {}, {"en": "x"}, {"unknown": 1}, -1e308)
SEED = 20261121
REPLACEMENTS_EACH = 4
SAMPLED_FROM_OTHERS = 60
BATCH = 400


def paths(value, at=()):
    yield at
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from paths(child, at + (key,))


def parent_of(document, path):
    for key in path[:-1]:
        document = document[key]
    return document


def replaced(document, path, value):
    if not path:
        return value
    changed = copy.deepcopy(document)
    parent_of(changed, path)[path[-1]] = value
    return changed


def removed(document, path):
    changed = copy.deepcopy(document)
    del parent_of(changed, path)[path[-1]]
    return changed


def with_surplus(document, path):
    changed = copy.deepcopy(document)
    parent_of(changed, path)["surplus"] = 1
    return changed


def variants(document, chance):
    """Of each variant its name and how to make it: a long survey has thousands, of which few are wanted."""
    yield "as it is", lambda: document
    for path in paths(document):
        pointer = "/" + "/".join(map(str, path))
        for value in chance.sample(REPLACEMENTS, REPLACEMENTS_EACH):
            yield f"{pointer} := {json.dumps(value)}", functools.partial(replaced, document, path, value)
        if not path:
            continue
        yield f"{pointer} removed", functools.partial(removed, document, path)
        if isinstance(path[-1], str):
            yield f"surplus beside {pointer}", functools.partial(with_surplus, document, path)


def loader_findings(askwell, folder, documents):
    """For each document the messages of its errors."""
    found = []
    for start in range(0, len(documents), BATCH):
        files = []
        for index, document in enumerate(documents[start:start + BATCH]):
            file = folder / f"{index}.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            files.append(str(file))
        done = subprocess.run([askwell, "check", "--json", *files], capture_output=True, text=True, check=False)
        by_file = {file: [] for file in files}
        for finding in json.loads(done.stdout):
            if finding["severity"] == "error":
                by_file[finding["file"]].append(finding["message"])
        found.extend(by_file[file] for file in files)
    return found


def main():
    askwell, schema_file, first, *others = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    chance = random.Random(SEED)
    cases = list(variants(json.loads(pathlib.Path(first).read_text(encoding="utf-8")), chance))
    for other in others:
        document = json.loads(pathlib.Path(other).read_text(encoding="utf-8"))
        some = list(variants(document, chance))
        cases += [some[0], *chance.sample(some, SAMPLED_FROM_OTHERS)]
    cases = [(what, make()) for what, make in cases]
    with tempfile.TemporaryDirectory() as folder:
        findings = loader_findings(askwell, pathlib.Path(folder), [document for _, document in cases])
    disagreements = 0
    rejected = 0
    for (what, document), errors in zip(cases, findings):
        by_shape = [error for error in errors if not any(rule in error for rule in ONLY_THE_LOADER_SEES)]
        valid = validator.is_valid(document)
        rejected += not valid
        if valid and by_shape:
            disagreements += 1
            print(f"the schema accepts what the loader rejects: {what}: {by_shape}")
        if not valid and not errors:
            disagreements += 1
            error = jsonschema.exceptions.best_match(validator.iter_errors(document))
            print(f"the loader accepts what the schema rejects: {what}: {error.message} at {error.json_path}")
    print(f"{len(cases)} surveys, {rejected} rejected by the schema, {disagreements} disagreements (seed {SEED})")
    return 1 if disagreements or rejected < len(cases) // 3 else 0


if __name__ == "__main__":
    sys.exit(main())
