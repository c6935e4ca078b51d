#!/usr/bin/env bash
# Tablesaw 0.44.4 (tech.tablesaw:tablesaw-core). Where missing values go depends on who sorts and on the column's type.
# A table that is sorted up puts them last. A column of whole numbers that sorts itself up puts them first, because it
# sorts the number that stands for "missing", the smallest of its type; a column of decimal numbers puts them last.
# Seen: table 3 numbers then null; IntColumn.sortAscending null first; DoubleColumn.sortAscending null last.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>sorts</artifactId><version>1</version>
<dependencies><dependency><groupId>tech.tablesaw</groupId><artifactId>tablesaw-core</artifactId>
<version>0.44.4</version></dependency></dependencies></project>
POM
cat > Sorts.java <<'JAVA'
import tech.tablesaw.api.*;

public class Sorts {
    public static void main(String[] args) {
        var whole = IntColumn.create("v", 1, 3).appendMissing().append(-5);
        var decimal = DoubleColumn.create("v", 1.0, 3.0).appendMissing().append(-5.0);
        var table = Table.create(whole.copy()).sortAscendingOn("v");
        System.out.println("table of whole numbers    " + table.column(0).asList());
        whole.sortAscending();
        System.out.println("column of whole numbers   " + whole.asList());
        decimal.sortAscending();
        System.out.println("column of decimal numbers " + decimal.asList());
    }
}
JAVA
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 || { cat maven.log; exit 1; }
java -cp 'lib/*' Sorts.java 2> /dev/null | tee seen
diff seen - <<'SEEN'
table of whole numbers    [-5, 1, 3, null]
column of whole numbers   [null, -5, 1, 3]
column of decimal numbers [-5.0, 1.0, 3.0, null]
SEEN
