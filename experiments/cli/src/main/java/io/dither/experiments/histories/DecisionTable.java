package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Instance;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.PlainText;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns and rows of {@code dither predict}.
 *
 * @param coordinates the columns that name a coordinate (two for a pair), if the table has a row per coordinate; empty if it has a row per
 *     example
 * @param hasProbabilities whether there are probabilities of coordinates
 * @param alternatives the number of most probable decisions that are listed after the best decision, which may be one of them
 * @param objective the name of the objective: cost or score
 */
record DecisionTable(List<String> coordinates, boolean hasProbabilities, int alternatives, String objective) {
    /** A list of probabilities shows only coordinates whose probability is above this in absolute value. */
    private static final double LEAST_PROBABILITY = 1e-3;

    /** Returns the table for the examples of a setup. */
    static DecisionTable of(Setup setup, boolean hasProbabilities, int alternatives, String objective) {
        List<String> pair = Stream.of(Role.ROW, Role.COLUMN)
                .flatMap(role -> Stream.ofNullable(setup.roles().get(role)))
                .toList();
        List<String> coordinate = pair.isEmpty() ? List.of("coordinate") : pair;
        return new DecisionTable(
                setup.layout() == Layout.LONG ? coordinate : List.of(), hasProbabilities, alternatives, objective);
    }

    private boolean isLong() {
        return !coordinates.isEmpty();
    }

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("example"));
        if (isLong()) {
            coordinates.forEach(name -> columns.add(Column.text(name)));
            columns.add(Column.number("decision"));
        } else {
            columns.add(Column.text("decision"));
        }
        columns.add(Column.number(objective));
        if (hasProbabilities) {
            columns.add(isLong() ? Column.number("probability") : Column.text("probabilities"));
        }
        for (int k = 1; k <= alternatives; k++) {
            columns.add(Column.text("alternative" + k));
            columns.add(Column.number("alternative" + k + "_probability"));
            columns.add(Column.number("alternative" + k + "_" + objective));
        }
        return columns;
    }

    List<@Nullable Object[]> rows(Instance instance, Forecast forecast) {
        double[] y = forecast.best().decision().toArray();
        double[] probabilities = hasProbabilities ? forecast.probabilities().toArray() : new double[0];
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int j = 0; j < (isLong() ? y.length : 1); j++) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(instance.id());
            if (isLong()) {
                // the name of a pair is row>column
                cells.addAll(List.of(instance.coordinates().get(j).split(">", coordinates.size())));
                cells.add(y[j]);
            } else {
                cells.add(instance.text(forecast.best().decision()));
            }
            cells.add(forecast.best().cost()); // each row has the objective of the whole decision
            if (hasProbabilities) {
                cells.add(isLong() ? (Object) probabilities[j] : listed(probabilities, instance));
            }
            addAlternatives(cells, forecast.alternatives(), instance);
            rows.add(cells.toArray());
        }
        return rows;
    }

    /**
     * Lists coordinates with their probabilities. If decisions have entries other than 0 and 1, the list shows the means of the entries,
     * which may be negative.
     */
    private static String listed(double[] probabilities, Instance instance) {
        List<String> names = instance.names();
        return IntStream.range(0, probabilities.length)
                .filter(j -> Math.abs(probabilities[j]) > LEAST_PROBABILITY)
                .mapToObj(j -> names.get(j) + ":" + PlainText.number(probabilities[j]))
                .collect(Collectors.joining(names.stream().anyMatch(name -> name.contains(" ")) ? "; " : " "));
    }

    private void addAlternatives(List<@Nullable Object> cells, List<Predictor.Alternative> others, Instance instance) {
        for (int k = 0; k < alternatives; k++) {
            boolean exists = k < others.size();
            cells.add(exists ? instance.text(others.get(k).decision()) : null);
            cells.add(exists ? (Object) others.get(k).probability() : null);
            cells.add(exists ? (Object) others.get(k).cost() : null);
        }
    }

    /**
     * Returns a warning if the loss has no noise: then it did not fit the amplitude of the noise, on which the probabilities depend. A loss
     * has noise if it uses the noise of the settings, or if it is a likelihood with noise of its own.
     */
    static Optional<String> warning(Fitted fitted, PluginCatalogue catalogue) {
        String loss = fitted.settings().loss();
        return fitted.settings().usesNoise()
                        || NoiseModel.ofLoss(loss, catalogue).isPresent()
                ? Optional.empty()
                : Optional.of("probabilities are under " + fitted.noise().text() + " noise of amplitude "
                        + fitted.epsilon() + ", which the loss '" + loss
                        + "' did not fit. Maybe learn by fenchel-young, moments or likelihood to use them");
    }
}
