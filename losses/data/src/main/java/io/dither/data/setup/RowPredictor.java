package io.dither.data.setup;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.DecisionText;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.data.Instance;
import io.dither.data.OracleTexts;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.people.KnownPersons;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides rows by a model that {@code dither learn} saved, for a service: rows in, decisions out. The coordinates are read once, and oracles
 * are kept from call to call. Thread-safe: rows are read one call after another, and decided side by side.
 */
public final class RowPredictor implements AutoCloseable {
    /** So many oracles are kept: requests may name ever new ones. */
    private static final int MOST_KEPT = 10_000;

    /**
     * What the model says of one example.
     *
     * @param example the example as it was read
     * @param forecast its decision, and what was wanted beside it
     */
    public record Decided(Instance example, Forecast forecast) {
        /** {@return the decision as a history has it, such as a path a>b>c} */
        public String decision() {
            return DecisionText.of(forecast.best().decision(), example.oracle());
        }
    }

    private final Fitted fitted;
    private final Optional<KnownPersons> persons;
    private final Setup setup;
    private final PluginCatalogue catalogue;
    private final Optional<History> coordinates;
    private final Predictor predictor;
    private OracleTexts oracles;

    private RowPredictor(SavedModel saved, PluginCatalogue catalogue, Histories histories) {
        this.catalogue = catalogue;
        fitted = saved.fitted();
        persons = KnownPersons.of(saved);
        setup = Setup.of(saved, catalogue);
        coordinates = setup.layout() == Layout.SHARED
                ? Optional.of(setup.shared(histories).inMemory())
                : Optional.empty();
        oracles = setup.oracles(catalogue);
        predictor = Predictor.of(fitted);
    }

    /**
     * Opens a saved model with the plugins on the class path.
     *
     * @param model its folder
     * @return the predictor; the caller closes it
     * @throws io.dither.error.DataException if it is not a model of {@code dither learn}, or a file of it has changed
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
     * @throws io.dither.error.DataException if it is not a model of {@code dither learn}, or a file of it has changed
     */
    public static RowPredictor open(Path model, PluginCatalogue catalogue, Histories histories) {
        return new RowPredictor(SavedModel.load(model, catalogue), catalogue, histories);
    }

    /** {@return what was fitted} */
    public Fitted fitted() {
        return fitted;
    }

    /** {@return how it reads rows} */
    public Setup setup() {
        return setup;
    }

    /**
     * Decides one example that is one row.
     *
     * @param row its columns, by their names
     * @return what the model says
     * @throws io.dither.error.DataException if something is missing or does not fit
     * @throws io.dither.error.OracleException if the solve fails, or the predictor is closed
     */
    public Decided decide(Map<String, ?> row) {
        return decide(History.of("row", List.of(row)), new Forecast.Wish(false, 0, 1, 0))
                .get(0);
    }

    /**
     * Decides.
     *
     * @param rows the examples, with the columns that deciding needs ({@link Purpose#DECIDE}), see {@link History#of}
     * @param wish what is wanted besides decisions
     * @return what the model says, in the order in which the examples first appear
     * @throws io.dither.error.DataException if something is missing or does not fit: with the row
     * @throws io.dither.error.OracleException if a solve fails, or the predictor is closed
     */
    public List<Decided> decide(History rows, Forecast.Wish wish) {
        List<Decided> all = new ArrayList<>();
        for (Instance one : read(rows).instances()) {
            all.add(new Decided(
                    one,
                    persons.map(known -> known.forecast(one.asked(), wish))
                            .orElseGet(() -> wish.of(one.asked(), predictor))));
        }
        return all;
    }

    private synchronized Examples read(History rows) {
        if (oracles.size() >= MOST_KEPT) {
            oracles = setup.oracles(catalogue);
        }
        return setup.read(rows, coordinates::orElseThrow, oracles, Purpose.DECIDE);
    }

    @Override
    public void close() {
        predictor.close();
    }
}
