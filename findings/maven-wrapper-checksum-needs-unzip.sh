#!/usr/bin/env bash
# Maven Wrapper 3.3.4, kind only-script, with the distributionSha256Sum that its own plugin writes down for Maven's zip.
# On a Linux without the program unzip it fetches the .tar.gz in the zip's place, holds it against the zip's checksum,
# and says that the distribution "might be compromised". The files are whole: with unzip the same folder works.
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

maven=3.9.16
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version></project>
XML
mvn -q -B org.apache.maven.plugins:maven-wrapper-plugin:3.3.4:wrapper -Dtype=only-script -Dmaven=$maven \
    -DdistributionSha256Sum=5af3b743dd8b876b5c45da33b676251e5f1687712644abb4ee519ca56e1d89ce > /dev/null

mkdir without
for program in sh dirname basename tr uname mktemp mkdir rm mv cat tar gzip sha256sum wget curl java ls; do
    found=$(command -v $program) && ln -s "$found" without/$program
done
export MAVEN_USER_HOME=$PWD/home JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}

said=$(PATH=$PWD/without sh ./mvnw --version 2>&1) && { echo "without unzip it works now: $said"; exit 1; }
echo "without unzip: $said"
grep -q "Failed to validate Maven distribution SHA-256, your Maven distribution might be compromised" <<< "$said"

said=$(sh ./mvnw --version | head -1)
echo "with unzip: $said"
grep -q "Apache Maven $maven" <<< "$said"
