package io.dither.data.setup;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.OracleTexts;
import io.dither.error.DataException;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.persons.PersonModel;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides rows by a saved model of {@code dither learn}, for example in a service. Coordinates are read once, and
 * oracles are reused in later calls. Thread-safe: calls read their rows in turn, and decide in parallel.
 */
public final class RowPredictor implements AutoCloseable {
    /** The largest number of oracles to reuse; without a limit, requests with new oracles would fill the memory. */
    private static final int MAX_ORACLES = 10_000;

    /**
     * The decision of the model for an example.
     *
     * @param example the example as it was read
     * @param forecast the decision, and the other results that the request asks for
     */
    public record Decided(Instance example, Forecast forecast) {
        /** {@return the text of the decision, as in a history, such as a path a>b>c} */
        public String decision() {
            return example.text(forecast.best().decision());
        }
    }

    private final Fitted fitted;
    /** The model of the tastes of persons, which makes the forecasts; empty if the saved model has no tastes. */
    private final Optional<PersonModel> persons;

    private final Setup setup;
    private final PluginCatalogue catalogue;
    private final Optional<History> coordinates;
    private final Predictor predictor;
    /** The columns that rows may have. */
    private final Set<String> columns;

    private OracleTexts oracles;

    private RowPredictor(SavedModel saved, PluginCatalogue catalogue, Histories histories) {
        this.catalogue = catalogue;
        fitted = saved.fitted().requireRoot(); // refuses moments without a root
        persons = PersonModel.of(saved);
        setup = Setup.of(saved, catalogue);
        coordinates = setup.layout() == Layout.SHARED
                ? Optional.of(setup.openCoordinates(histories).inMemory())
                : Optional.empty();
        oracles = setup.oracles(catalogue);
        columns = setup.columnsOfRows(oracles, catalogue);
        predictor = Predictor.of(fitted);
    }

    /**
     * Opens a saved model with the plugins on the class path.
     *
     * @param model its folder
     * @return the predictor; the caller closes it
     * @throws DataException if it is not a model of {@code dither learn}, or a file of it has changed
     * @throws io.dither.error.InvalidArgumentException if its fit solves moment equations and found no solution
     */
    public static RowPredictor open(Path model) {
        return open(model, PluginCatalogue.discover(), Histories.standard());
    }

    /**
     * Opens a saved model.
     *
     * @param model its folder
     * @param catalogue where its oracle, noise and cost model are found
     * @param histories opens the file of its coordinates
     * @return the predictor; the caller closes it
     * @throws DataException if it is not a model of {@code dither learn}, or a file of it has changed
     * @throws io.dither.error.InvalidArgumentException if its fit solves moment equations and found no solution
     */
    public static RowPredictor open(Path model, PluginCatalogue catalogue, Histories histories) {
        return new RowPredictor(SavedModel.load(model, catalogue), catalogue, histories);
    }

    /** {@return the fit} */
    public Fitted fitted() {
        return fitted;
    }

    /** {@return the setup by which the predictor reads rows} */
    public Setup setup() {
        return setup;
    }

    /**
     * Decides an example of a single row.
     *
     * @param row its cells by the names of their columns
     * @return the decision
     * @throws DataException if a column or a value is missing, a value does not fit, or the model does not read a
     * column
     * @throws io.dither.error.OracleException if the solve fails, or the predictor is closed and the model has no tastes
     * of persons
     */
    public Decided decide(Map<String, ?> row) {
        // without probabilities and alternatives, so that the number of samples and the seed have no effect
        Forecast.Request onlyDecision = new Forecast.Request(false, 0, 1, 0);
        return decide(Collections.singletonList(row), onlyDecision).get(0);
    }

    /**
     * Decides examples.
     *
     * @param rows the examples, as for {@link #decide(String, List, Forecast.Request, Consumer)}
     * @param request what to return besides decisions
     * @return the decisions, in the order in which the examples first appear
     * @throws DataException if a row, a column or a value is missing, a value does not fit, or the model does not read
     * a column; the message names the row, unless all rows lack a column
     * @throws io.dither.error.OracleException if a solve fails, or the predictor is closed and the model has no tastes of
     * persons
     */
    public List<Decided> decide(List<? extends Map<String, ?>> rows, Forecast.Request request) {
        List<Decided> decisions = new ArrayList<>();
        decide("rows", rows, request, decisions::add);
        return decisions;
    }

    /**
     * Decides examples one after another.
     *
     * @param source the name of the rows' source, for messages
     * @param rows the examples, with the columns that deciding needs ({@link Purpose#DECIDE}) and no column that the
     * model does not read, see {@link History#of}
     * @param request what to return besides decisions
     * @param action takes each decision, in the order in which the examples first appear; if it throws, so does this
     * method
     * @throws DataException if a row, a column or a value is missing, a value does not fit, or the model does not read
     * a column; the message names the row, unless all rows lack a column
     * @throws io.dither.error.OracleException if a solve fails, or the predictor is closed and the model has no tastes of
     * persons
     */
    public void decide(
            String source,
            List<? extends Map<String, ?>> rows,
            Forecast.Request request,
            Consumer<? super Decided> action) {
        requireColumns(source, rows);
        for (Instance instance : read(History.of(source, rows)).instances()) {
            action.accept(new Decided(
                    instance,
                    persons.map(model -> model.forecast(instance.undecided(), request))
                            .orElseGet(() -> request.of(instance.undecided(), predictor)))); // the predictor's forecast
        }
    }

    /**
     * Refuses unknown columns. Rows may come from anyone, and reading them makes a cell for each row and column, so
     * that many unknown columns would fill the memory.
     */
    private void requireColumns(String source, List<? extends Map<String, ?>> rows) {
        int rowNumber = 0;
        for (Map<String, ?> row : rows) {
            rowNumber++;
            if (row == null) {
                throw DataException.ofRow(source, rowNumber, "is null. Maybe name its columns and their values");
            }
            for (String column : row.keySet()) {
                if (column == null || !columns.contains(column)) {
                    throw DataException.ofRow(
                            source,
                            rowNumber,
                            "column '" + column + "' is not one that the model reads: " + String.join(", ", columns)
                                    + ". Maybe the name is misspelt, or leave it out");
                }
            }
        }
    }

    private synchronized Examples read(History rows) {
        if (oracles.size() >= MAX_ORACLES) {
            oracles = setup.oracles(catalogue);
        }
        History lines = setup.reshaped(rows, oracles, catalogue, Purpose.DECIDE);
        return setup.read(lines, coordinates::orElseThrow, oracles, Purpose.DECIDE);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
