"""What the machine has: JDKs, Maven, a processor, memory; and how to get what is missing."""
import contextlib
import ctypes
import glob
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.console import Problem
from tools.files import ROOT

WINDOWS = os.name == "nt"
OLDEST_JDK = 17
OLDEST_MAVEN = (3, 6, 3)                       # what the plugins of pom.xml ask for


@dataclass(frozen=True)
class Jdk:
    home: Path
    version: str

    @property
    def feature(self):
        return feature(self.version)

    @property
    def java(self):
        return self.home / "bin" / ("java.exe" if WINDOWS else "java")


def feature(version):
    """17 of 17.0.15, 8 of 1.8.0_402, 25 of 25-ea; 0 of what is no version."""
    parts = [int(part) for part in re.findall(r"\d+", version)] + [0, 0]
    return parts[1] if parts[0] == 1 else parts[0]


def how_to_get(what):
    """The command that installs `jdk`, `unzip` or `venv` on this machine, as the end of a sentence."""
    if os.environ.get("CONDA_PREFIX") and what != "venv":
        return f"conda install -c conda-forge {'openjdk' if what == 'jdk' else what}"
    if sys.platform == "darwin":
        return {"jdk": "brew install --cask temurin", "unzip": "brew install unzip"}.get(what, "brew install python")
    if WINDOWS:
        return "winget install " + ("EclipseAdoptium.Temurin.25.JDK" if what == "jdk" else "Python.Python.3.13")
    for manager, names in LINUX_PACKAGES.items():
        if shutil.which(manager):
            return f"sudo {manager} {names['install']} {names[what]}"
    return {"jdk": "see https://adoptium.net", "unzip": "see the packages of your system"}.get(
        what, "see https://www.python.org")


LINUX_PACKAGES = {
    "apt-get": {"install": "install", "jdk": "openjdk-17-jdk-headless", "unzip": "unzip", "venv": "python3-venv"},
    "dnf": {"install": "install", "jdk": "java-17-openjdk-devel", "unzip": "unzip", "venv": "python3"},
    "pacman": {"install": "-S", "jdk": "jdk17-openjdk", "unzip": "unzip", "venv": "python"},
    "zypper": {"install": "install", "jdk": "java-17-openjdk-devel", "unzip": "unzip", "venv": "python3"},
}


def find_jdk():
    """The JDK of JAVA_HOME, or else the one on the PATH: the first that is new enough and can compile."""
    complaints = []
    for java in java_candidates():
        found, complaint = inspect_java(java)
        if found:
            return found
        complaints.append(complaint)
    complaint = complaints[0] if complaints else "found none"
    raise Problem(f"Unrolled needs a JDK {OLDEST_JDK} or newer, and {complaint}: {how_to_get('jdk')}")


def java_candidates():
    if os.environ.get("JAVA_HOME"):
        yield str(Path(os.environ["JAVA_HOME"]) / "bin" / ("java.exe" if WINDOWS else "java"))
    on_path = shutil.which("java")
    if on_path:
        yield on_path


def inspect_java(java):
    """(Jdk, None) or (None, what is wrong with it)."""
    try:
        said = subprocess.run([java, "-XshowSettings:properties", "-version"], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None, f"{java} does not start"
    settings = dict(re.findall(r"^\s*(java\.home|java\.version) = (.+?)\s*$", said.stderr + said.stdout, re.M))
    if said.returncode or len(settings) < 2:
        return None, f"{java} does not start"
    jdk = Jdk(Path(settings["java.home"]), settings["java.version"])
    if jdk.feature < OLDEST_JDK:
        return None, f"{java} is Java {jdk.version}"
    if not (jdk.home / "bin" / ("javac.exe" if WINDOWS else "javac")).exists():
        return None, f"{java} is a Java {jdk.version} that runs programs but cannot compile them (a JRE)"
    return jdk, None


JDK_PLACES = ("/usr/lib/jvm/*", "/Library/Java/JavaVirtualMachines/*/Contents/Home", "~/.sdkman/candidates/java/*",
              "~/.jdks/*", "C:/Program Files/*/jdk*")


def jdks():
    """The oldest and the newest JDK of this machine that can run the kit, or the only one."""
    homes = {Path(found).resolve() for place in JDK_PLACES for found in glob.glob(os.path.expanduser(place))}
    found = [inspect_java(str(Jdk(home, "").java))[0] for home in homes if Jdk(home, "").java.exists()]
    ordered = sorted([find_jdk(), *filter(None, found)], key=lambda jdk: jdk.feature)
    return ordered[:1] + [jdk for jdk in ordered[-1:] if jdk.feature > ordered[0].feature]


def find_maven(variables):
    """The Maven that is installed, where it is new enough; or else Maven's own wrapper, which fetches one once."""
    installed = shutil.which("mvn")
    if installed and maven_version(installed, variables) >= OLDEST_MAVEN:
        return installed
    if not WINDOWS and not shutil.which("unzip"):       # without it the wrapper takes another file, of another checksum
        raise Problem(f"Unrolled fetches Maven for itself, and needs the program unzip for that: {how_to_get('unzip')}")
    return str(ROOT / ("mvnw.cmd" if WINDOWS else "mvnw"))


def maven_version(maven, variables):
    """Asked only before it builds: it takes half a second to say."""
    said = subprocess.run([maven, "--version"], env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", timeout=60).stdout
    version = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", said)
    return tuple(map(int, version.groups())) if version else (0, 0, 0)


def openblas_core():
    """The OpenBLAS kernel for this processor, of whichever maker: its own detection goes by families and models, and
    misses AVX-512 on some, a factor of two in speed. None on ARM, and where nobody says what the processor can do."""
    return core_of(processor_flags()) if platform.machine().lower() in ("x86_64", "amd64") else None


def processor_flags():
    """What the processor can do, in Linux's words."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            can = ctypes.windll.kernel32.IsProcessorFeaturePresent      # 40: AVX2, 41: AVX-512
            return {*(("avx2", "fma") if can(40) else ()), *(AVX512 if can(41) else ())}
        if sys.platform == "darwin":
            names = ["machdep.cpu.features", "machdep.cpu.leaf7_features"]
            said = subprocess.run(["sysctl", "-n", *names], stdin=subprocess.DEVNULL, capture_output=True, text=True)
            return {*said.stdout.lower().split()}
        flags = re.search(r"^flags\s*:(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
        return {*flags.group(1).split()} if flags else set()
    return set()


AVX512 = {"avx512f", "avx512bw", "avx512dq", "avx512vl", "avx512cd"}


def core_of(flags):
    if AVX512 <= flags:
        return "SKYLAKEX"
    return "HASWELL" if {"avx2", "fma"} <= flags else None


def at_once():
    """A kernel keeps a core busy and wants two gigabytes."""
    with contextlib.suppress(AttributeError, ValueError):              # Windows does not tell
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return 2 if (os.cpu_count() or 1) >= 2 and memory > 6e9 else 1
    return 1


def home_is_open():
    """Whether programs may keep files in the home folder; otherwise the kit gives them one of its own."""
    return os.access(Path.home(), os.W_OK)
