package unrolled;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.machine.Stop;

/** The house: data flows through its rooms in one direction. */
class ArchitectureTest {

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("unrolled");

    /** From left to right; the three of one group stand side by side. */
    private static final List<List<String>> ROOMS = List.of(List.of("machine"), List.of("math"), List.of("seq"),
            List.of("data"), List.of("cell"), List.of("layer"), List.of("model"), List.of("train"),
            List.of("search", "forecast", "text"), List.of("tunes"), List.of("view"), List.of("docs"));

    private static final int LONGEST_FILE = 300;

    static Stream<Arguments> rooms() {
        return ROOMS.stream().flatMap(group -> group.stream().map(room -> Arguments.of(room, rightOf(group))));
    }

    private static String[] rightOf(List<String> group) {
        return ROOMS.subList(ROOMS.indexOf(group) + 1, ROOMS.size()).stream().flatMap(List::stream)
                .map(room -> "unrolled." + room + "..").toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}") @MethodSource("rooms")
    void aRoomUsesNoneToItsRight(String room, String[] right) {
        noClasses().that().resideInAPackage("unrolled." + room + "..").should().dependOnClassesThat(inOneOf(right))
                .allowEmptyShould(true).check(LIBRARY);
    }

    /** Like {@code resideInAnyPackage}, which refuses an empty list: the last room has none to its right. */
    private static DescribedPredicate<JavaClass> inOneOf(String[] packages) {
        return DescribedPredicate.describe("stand in a room to the right " + Arrays.toString(packages),
                used -> Arrays.stream(packages).anyMatch(name -> resideInAPackage(name).test(used)));
    }

    @Test void everyClassStandsInARoomOfThePlan() {
        var plan = ROOMS.stream().flatMap(List::stream).map(room -> "unrolled." + room + "..");

        classes().should().resideInAnyPackage(Stream.concat(plan, Stream.of("unrolled")).toArray(String[]::new))
                .check(LIBRARY);
    }

    @Test void textUsesNeitherSearchNorForecast() {
        noClasses().that().resideInAPackage("unrolled.text..").should().dependOnClassesThat()
                .resideInAnyPackage("unrolled.search..", "unrolled.forecast..").allowEmptyShould(true).check(LIBRARY);
    }

    @Test void noPackageIsAPlaceForOddsAndEnds() {
        noClasses().should().resideInAnyPackage("..util..", "..utils..", "..helper..", "..common..").check(LIBRARY);
        noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Helper").orShould().haveSimpleNameEndingWith("Manager")
                .orShould().haveSimpleNameEndingWith("Impl").check(LIBRARY);
    }

    /** A notebook imports every package: a name that two of them share would be ambiguous there. */
    @Test void noTwoPublicClassesShareAName() {
        var names = LIBRARY.stream().filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info")).toList();

        assertThat(names).doesNotHaveDuplicates().isNotEmpty();
    }

    /** Where numbers lie, in which precision and who multiplies them is decided in {@code math}, or above. */
    @Test void cellsAndLayersNameNeitherFloatsNorPrecisionNorWhoMultiplies() {
        noClasses().that().resideInAnyPackage("unrolled.cell..", "unrolled.layer..").should().dependOnClassesThat()
                .haveFullyQualifiedName("unrolled.math.Blas")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("unrolled.math.Precision")
                .orShould().dependOnClassesThat().resideInAnyPackage("org.bytedeco..").check(LIBRARY);
        for (var machinery : List.of("Outside", "Native", "PlainJava", "Tiles")) {
            classes().that().haveFullyQualifiedName("unrolled.math." + machinery).should().bePackagePrivate()
                    .check(LIBRARY);
        }
    }

    /** A cell names no thread, no core and no part of a batch: its crew does. */
    @Test void cellsNameNoCores() {
        noClasses().that().resideInAPackage("unrolled.cell..").should().dependOnClassesThat()
                .haveFullyQualifiedName("unrolled.machine.Parts").orShould().dependOnClassesThat()
                .resideInAPackage("java.util.concurrent..").check(LIBRARY);
    }

    /** One idea a file: what is longer holds two. */
    @Test void noFileHasMoreThanThreeHundredLines() throws IOException {
        try (var files = Files.walk(Path.of("src/main"))) {
            var sizes = new TreeMap<String, Integer>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), Files.readAllLines(file).size());
            }
            assertThat(sizes).isNotEmpty().allSatisfy((file, lines) -> assertThat(lines).as(file)
                    .isLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    @Test void nothingWritesToStandardError() {
        noClasses().should().accessField(System.class, "err").check(LIBRARY);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(LIBRARY);
    }

    @Test void randomNumbersComeFromOneGenerator() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class)
                .orShould().dependOnClassesThat().areAssignableTo(ThreadLocalRandom.class)
                .orShould().callMethod(Math.class, "random").check(LIBRARY);
        noClasses().that().doNotHaveFullyQualifiedName("unrolled.math.Rng").should().dependOnClassesThat()
                .resideInAPackage("java.util.random").check(LIBRARY);
    }

    /** But for the notebook, of which there is one, and which only {@code view} knows. */
    @Test void nothingIsSharedThatChanges() {
        var changing = LIBRARY.stream().filter(owner -> !owner.getPackageName().equals("unrolled.view"))
                .filter(owner -> !owner.isEquivalentTo(Stop.class))
                .flatMap(owner -> owner.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)).map(Object::toString);

        assertThat(changing).isEmpty();
    }
}
