package unrolled.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import unrolled.data.Columns;
import unrolled.data.CourseData;
import unrolled.data.Folds;
import unrolled.view.Html;

class RankingTest {

    private final double[] train = {1, 2, 3, 4};
    private final double[] actual = {5, 6};

    private static double cell(Table table, String model, String column) {
        return table.doubleColumn(column).getDouble(table.stringColumn("model").asList().indexOf(model));
    }

    @Test void theBestModelStandsFirstAndNaiveIsAlwaysThere() {
        var table = Ranking.of(train, actual).add("wild", new double[] {50, 60}).add(new Drift()).table();

        assertThat(table.stringColumn("model").asList()).containsExactly("drift", "naive", "wild");
        assertThat(table.columnNames())
                .containsExactly("model", "MAE", "RMSE", "MAPE %", "sMAPE %", "MASE", "MAE / naive");
        assertThat(cell(table, "naive", "MAE")).isEqualTo(1.5);
        assertThat(cell(table, "naive", "MASE")).isEqualTo(1.5);
        assertThat(cell(table, "naive", "MAE / naive")).isEqualTo(1);
        assertThat(cell(table, "drift", "MAE / naive")).isZero();
    }

    @Test void everyColumnIsItsMetric() {
        var forecast = new double[] {4.5, 7};
        var table = Ranking.of(train, actual, 2).add("mine", forecast).table();

        assertThat(cell(table, "mine", "RMSE")).isEqualTo(Metrics.rmse(actual, forecast));
        assertThat(cell(table, "mine", "MAPE %")).isEqualTo(Metrics.mape(actual, forecast));
        assertThat(cell(table, "mine", "sMAPE %")).isEqualTo(Metrics.smape(actual, forecast));
        assertThat(cell(table, "mine", "MASE")).isEqualTo(Metrics.mase(actual, forecast, train, 2));
    }

    @Test void mapeIsMissingWhereAnActualValueIsZero() {
        var table = Ranking.of(train, new double[] {0, 5}).table();

        assertThat(table.doubleColumn("MAPE %").isMissing(0)).isTrue();
        assertThat(cell(table, "naive", "MAE")).isEqualTo(2.5);
    }

    @Test void maseIsMissingWhereTheTrainingPartNeverChanges() {
        var table = Ranking.of(new double[] {7, 7, 7}, actual).table();

        assertThat(table.doubleColumn("MASE").isMissing(0)).isTrue();
        assertThat(cell(table, "naive", "MAE")).isEqualTo(1.5);
    }

    @Test void aNameCountsOnce() {
        var ranking = Ranking.of(train, actual).add(new Naive(), new Drift());

        assertThat(ranking.table().rowCount()).isEqualTo(2);
        assertThatThrownBy(() -> ranking.add(new Drift())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Ranking expects a name for each model, got 'drift' twice");
        assertThatThrownBy(() -> ranking.add("naive", actual)).hasMessageContaining("got 'naive' twice");
    }

    @Test void everyActualValueNeedsAForecast() {
        assertThatThrownBy(() -> Ranking.of(train, actual).add("short", new double[1]))
                .hasMessage("Ranking expects 2 finite values, got 1 (model 'short')");
        assertThatThrownBy(() -> Ranking.of(train, actual).add("NaN", new double[] {1, Double.NaN}))
                .hasMessage("Ranking expects 2 finite values, got 2 (model 'NaN', NaN at step 1)");
    }

    @Test void aRankingNeedsAPastAndAFuture() {
        assertThatThrownBy(() -> Ranking.of(train, new double[0])).hasMessageContaining("1 values or more, got 0");
        assertThatThrownBy(() -> Ranking.of(train, actual, 4))
                .hasMessage("Ranking expects a series of 5 values or more, got 4");
        assertThatThrownBy(() -> Ranking.of(train, actual, 0)).hasMessageContaining("a period of 1 or more, got 0");
    }

    @Test void walkingForwardPoolsTheErrorsOfAllFolds() {
        var series = new double[] {1, 2, 4, 8, 16, 32};
        var table = new WalkForward(Folds.expanding(6, 4, 1, 1)).compare(series, 1, new Drift());

        assertThat(cell(table, "naive", "MAE")).isEqualTo((8 + 16) / 2.0);
        assertThat(cell(table, "naive", "MASE")).isCloseTo((8 / (7 / 3.0) + 16 / (15 / 4.0)) / 2, within(1e-14));
        assertThat(cell(table, "drift", "MAE")).isCloseTo((16 - 8 - 7 / 3.0 + 32 - 16 - 15 / 4.0) / 2, within(1e-14));
    }

    @Test void walkingForwardNeverShowsAModelItsTestRows() {
        var series = new double[] {1, 2, 3, 4, 5, 6, 7, 8};
        var walk = new WalkForward(Folds.sliding(8, 3, 2, 2));
        var forecasts = walk.forecasts(series, new Naive());

        assertThat(forecasts).isEqualTo(new double[][] {{3, 3}, {5, 5}});
    }

    @Test void onPassengersTheSeasonBeatsTheNaiveForecast() {
        var air = Columns.numbers(CourseData.load("airline-passengers-monthly"), "passengers");
        var table = new WalkForward(Folds.expanding(144, 96, 12, 12)).compare(air, 12, new SeasonalNaive(12),
                ExponentialSmoothing.holtWinters(12), Arima.ar(12));

        assertThat(table.stringColumn("model").asList())
                .containsExactly("Holt–Winters (12)", "AR(12)", "seasonal naive (12)", "naive");
        assertThat(cell(table, "naive", "MAE")).isCloseTo(70.77, within(0.01));
        assertThat(cell(table, "Holt–Winters (12)", "MAE")).isCloseTo(17.63, within(0.01));
    }

    @Test void seasonsOfTwoLengthsAreTwoModels() {
        var air = Columns.numbers(CourseData.load("airline-passengers-monthly"), "passengers");
        var table = new WalkForward(Folds.expanding(144, 132, 12, 12)).compare(air, 12,
                ExponentialSmoothing.holtWinters(6), ExponentialSmoothing.holtWinters(12));

        assertThat(table.stringColumn("model").asList())
                .containsExactlyInAnyOrder("Holt–Winters (6)", "Holt–Winters (12)", "naive");
    }

    @Test void aWalkNeedsAFold() {
        assertThatThrownBy(() -> new WalkForward(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("WalkForward expects a fold or more, got none");
    }

    private static Forecaster model(String name, UnaryOperator<double[]> forecast) {
        return new Forecaster() {
            @Override public String name() {
                return name;
            }

            @Override public Fitted fit(double[] series) {
                return steps -> forecast.apply(new double[steps]);
            }
        };
    }

    private static String failure(Table table, String model) {
        return table.stringColumn("failure").get(table.stringColumn("model").asList().indexOf(model));
    }

    @Test void aModelThatFailsIsARowThatSaysWhyAndTheOthersAreRanked() {
        var table = Ranking.of(train, actual).add(model("broken", y -> {
            throw new IllegalStateException("no least was found");
        }), ExponentialSmoothing.holtWinters(12), model("nowhere", y -> null), model("endless", y -> {
            y[1] = Double.POSITIVE_INFINITY;
            return y;
        }), new Drift()).add("wild", new double[] {50, 60}).table();

        assertThat(table.stringColumn("model").asList()).containsExactly("drift", "naive", "wild", "broken",
                "Holt–Winters (12)", "nowhere", "endless");
        assertThat(failure(table, "broken")).isEqualTo("no least was found");
        assertThat(failure(table, "Holt–Winters (12)"))
                .isEqualTo("Holt–Winters (12) expects a series of 24 values or more, got 4");
        assertThat(failure(table, "endless"))
                .isEqualTo("Ranking expects 2 finite values, got 2 (model 'endless', Infinity at step 1)");
        assertThat(failure(table, "nowhere")).isNotBlank();
        assertThat(failure(table, "drift")).isEmpty();
        assertThat(table.doubleColumn("MAE").isMissing(3)).isTrue();
        assertThat(cell(table, "naive", "MAE / naive")).isEqualTo(1);
        assertThat(Html.of(table).markup()).contains("no least was found");
    }

    @Test void aModelThatFailsInOneFoldHasNoScoresOfTheOthers() {
        var series = new double[] {1, 2, 4, 8, 16, 32};
        var table = new WalkForward(Folds.expanding(6, 3, 1, 1)).compare(series, 1, Arima.ar(1), new Drift());

        assertThat(failure(table, "AR(1)"))
                .isEqualTo("fold 1 of 3: AR(1) expects a series of 6 values or more, got 3");
        assertThat(table.doubleColumn("MAE").countMissing()).isOne();
        assertThat(table.rowCount()).isEqualTo(3);
    }

    @Test void theStopButtonIsNoFailure() {
        assertThatThrownBy(() -> Ranking.of(train, actual).add(model("slow", y -> {
            throw new CancellationException("stopped");
        }))).isInstanceOf(CancellationException.class);
    }

    @Test void whatAForeignModelMakesOfTheStopButtonIsNoFailure() {
        try {
            assertThatThrownBy(() -> Ranking.of(train, actual).add(model("foreign", y -> {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted");
            }))).isInstanceOf(CancellationException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test void aFailureIsSeenInARankingThatIsShownInPart() {
        var ranking = Ranking.of(train, actual);
        for (int k = 0; k < 15; k++) ranking.add("model " + k, new double[] {k, k});
        var markup = Html.of(ranking.add(ExponentialSmoothing.holtWinters(12)).table()).markup();

        assertThat(markup).contains("ranking, failed: Holt–Winters (12)", "the first 10 of 17 rows");
    }

    @Test void aModelThatChangesItsSeriesSpoilsNoOther() {
        var changer = new Forecaster() {
            @Override public String name() {
                return "changer";
            }

            @Override public Fitted fit(double[] series) {
                series[3] = 100;
                throw new IllegalStateException("too late");
            }
        };
        var table = Ranking.of(train, actual).add(changer, new Drift()).table();

        assertThat(cell(table, "drift", "MAE")).isZero();
    }

    @Test void aModelThatFailedKeepsItsName() {
        var ranking = Ranking.of(train, actual).add(ExponentialSmoothing.holtWinters(12));

        assertThatThrownBy(() -> ranking.add(ExponentialSmoothing.holtWinters(12)))
                .hasMessage("Ranking expects a name for each model, got 'Holt–Winters (12)' twice");
    }
}
