#!/usr/bin/env bash
# What h5py 3.16.0 (PyPI) writes and jHDF 0.11.0 (io.jhdf:jhdf, Maven Central) reads: HDF5 has no type for truth
# values, h5py writes an enumeration with the names FALSE and TRUE, and jHDF gives the names, so a mask of booleans is a
# String[] and a flag in an attribute a String. A matrix of 0 x 3 numbers is null, not an array of length 0.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>hdf</artifactId><version>1</version>
<dependencies><dependency><groupId>io.jhdf</groupId><artifactId>jhdf</artifactId><version>0.11.0</version></dependency>
</dependencies></project>
POM
cat > write.py <<'PY'
import h5py
import numpy as np

with h5py.File("file.h5", "w") as file:
    file["mask"] = np.array([True, False, True])
    file["empty"] = np.zeros((0, 3))
    file.attrs["trained"] = True
PY
cat > Read.java <<'JAVA'
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Arrays;

public class Read {
    public static void main(String[] args) {
        try (var file = new HdfFile(Path.of("file.h5"))) {
            var mask = file.getDatasetByPath("mask").getData();
            System.out.println("mask " + mask.getClass().getSimpleName() + " " + Arrays.toString((Object[]) mask));
            System.out.println("empty " + file.getDatasetByPath("empty").getData());
            var flag = file.getAttribute("trained").getData();
            System.out.println("trained " + flag.getClass().getSimpleName() + " " + flag);
        }
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 || { cat maven.log; exit 1; }
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install h5py==3.16.0
tools/bin/python write.py
java -cp 'lib/*' Read.java 2> /dev/null | tee seen
diff seen - <<'SEEN'
mask String[] [TRUE, FALSE, TRUE]
empty null
trained String TRUE
SEEN
