#!/usr/bin/env bash
# STL with the same period and seasonal window (7) is not the same smoothing in two libraries, as they come:
# statsmodels 0.15.0 (PyPI) and stl-decomp-4j 1.0.5 (com.github.servicenow.stl4j, Maven Central).
# The trend's window is the smallest odd number >= 1.5 p / (1 - 1.5 / w) in statsmodels (15 for p = 7), and two less in
# stl-decomp-4j for some periods (13 for 7, 57 for 30, 99 for 52; the same for 12). The low-pass window is the smallest
# odd number >= p in stl-decomp-4j, and > p in statsmodels, which differs for odd periods (7 and 9 for p = 7).
# statsmodels refuses low_pass=7 for p = 7, so the paper's (Cleveland and others 1990) and R's default cannot be had
# there for an odd period; and for p = 7, w = 5, where the bound is 15 exactly, rounding makes its trend window 17.
# stl-decomp-4j also fits only at every tenth of a window and draws lines between ("jump"); statsmodels at each point.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat > pom.xml <<'POM'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>stl</artifactId><version>1</version>
<dependencies><dependency><groupId>com.github.servicenow.stl4j</groupId><artifactId>stl-decomp-4j</artifactId>
<version>1.0.5</version></dependency></dependencies></project>
POM
cat > Stl.java <<'JAVA'
import com.github.servicenow.ds.stats.stl.SeasonalTrendLoess;

public class Stl {
    public static void main(String[] args) {
        for (int period : new int[] {7, 12, 30, 52}) {
            var y = new double[6 * period];
            for (int t = 0; t < y.length; t++) y[t] = Math.sin(2 * Math.PI * t / period) + t % 5;
            String said = new SeasonalTrendLoess.Builder().setPeriodLength(period).setSeasonalWidth(7)
                    .buildSmoother(y).toString();
            System.out.println("java " + period + said.replaceAll("(?s).*trend settings\\D+(\\d+).*jump = (\\d+)\\]"
                    + ".*lowpass settings\\D+(\\d+).*", " trend $1 every $2 low-pass $3"));
        }
    }
}
JAVA
cat > stl.py <<'PY'
import numpy as np
from statsmodels.tsa.seasonal import STL

for period in (7, 12, 30, 52):
    t = np.arange(6 * period)
    c = STL(np.sin(2 * np.pi * t / period) + t % 5, period=period, seasonal=7).config
    print(f"python {period} trend {c['trend']} every {c['trend_jump']} low-pass {c['low_pass']}")
y = np.arange(42.0) % 7
print("python 7, season 5: trend", STL(y, period=7, seasonal=5).config["trend"])
try:
    STL(y, period=7, low_pass=7)
except ValueError as error:
    print("python 7, low-pass 7:", error)
PY
mvn -q -B -ntp dependency:copy-dependencies -DoutputDirectory=lib > maven.log 2>&1 || { cat maven.log; exit 1; }
python3 -m venv tools
tools/bin/pip -q --disable-pip-version-check install statsmodels==0.15.0
{ java -cp 'lib/*' Stl.java; tools/bin/python stl.py; } | tee seen
diff seen - <<'SEEN'
java 7 trend 13 every 2 low-pass 7
java 12 trend 23 every 3 low-pass 13
java 30 trend 57 every 6 low-pass 31
java 52 trend 99 every 10 low-pass 53
python 7 trend 15 every 1 low-pass 9
python 12 trend 23 every 1 low-pass 13
python 30 trend 59 every 1 low-pass 31
python 52 trend 101 every 1 low-pass 53
python 7, season 5: trend 17
python 7, low-pass 7: low_pass must be an odd positive integer >= 3 where low_pass > period
SEEN
