# The lit suites: text in, text out. tools/dev test runs them all; to run some:
#   /usr/bin/python3 /usr/lib/llvm-14/build/utils/lit/lit.py -v test/emit
#
# A test may use %migc, %s (itself), %S (its folder), %t (a scratch path), and the programs FileCheck,
# not, count and split-file. MIGC=/path/to/migc tests another build.

import os
import shutil

import lit.formats

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)

config.name = "migc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mig", ".test"]
config.excludes = ["unit", "property", "engines", "fuzz", "matrix", "real", "compared", "Inputs"]
config.test_source_root = here
config.test_exec_root = os.path.join(root, "build", "lit")

migc = os.path.abspath(os.environ.get("MIGC") or os.path.join(root, "build", "migc"))
if not os.access(migc, os.X_OK):
    lit_config.fatal("there is no program %s: run tools/dev build, or set MIGC" % migc)
config.substitutions.append(("%migc", migc))


# Debian keeps LLVM's tools in a folder a version; others have them in PATH. Our version comes first.
path = os.pathsep.join(
    ["/usr/lib/llvm-%d/bin" % version for version in range(14, 22)] + [os.environ["PATH"]]
)
for tool in ("FileCheck", "not", "count", "split-file"):
    if not shutil.which(tool, path=path):
        lit_config.fatal("%s is missing: install the package llvm-14-tools" % tool)
config.environment["PATH"] = path

# Nothing of who runs the tests, when or where may show in the output.
config.environment["LC_ALL"] = "C.UTF-8"
config.environment["TZ"] = "UTC"
