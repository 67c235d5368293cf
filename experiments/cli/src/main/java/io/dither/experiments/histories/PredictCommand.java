package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.DecisionText;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Instance;
import io.dither.data.TableWriter;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.command.InexactOption;
import io.dither.experiments.command.JsonFlag;
import io.dither.experiments.command.Plugins;
import io.dither.experiments.run.JsonOutput;
import io.dither.layer.Costs;
import io.dither.learn.Cluster;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.saved.SavedModel;
import io.dither.plugin.PluginCatalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither predict}: decisions by a saved model. */
@Command(
        name = "predict",
        description =
                "Decides by a model that 'dither learn' saved: the decision of each example, its cost, and on wish"
                        + " probabilities and other likely decisions.",
        footer = {
            "",
            "For example: dither predict --model model --data new.csv --out decisions.csv --alternatives 3",
            "In the layout long a line for each coordinate is written, otherwise a line an example."
        },
        sortOptions = false)
public final class PredictCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, paramLabel = "DIR", description = "The folder of the model.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--out",
            paramLabel = "PLACE",
            description =
                    "Where decisions go: a .csv or .parquet file, or with --table the address of a database. Default: printed.")
    private Optional<String> out = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The table of the database, which is made where there is none.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--probabilities",
            description =
                    "Also write the probability of each coordinate that is likelier than 1 in 1,000 (layout long: of each).")
    private boolean probabilities;

    @Option(
            names = "--alternatives",
            paramLabel = "N",
            defaultValue = "0",
            description = "Also write the N likeliest decisions with their probabilities.")
    private int alternatives;

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "1000",
            description = "Samples for probabilities. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private final InexactOption inexact = new InexactOption();

    @Mixin
    private final MasterOption master = new MasterOption();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public PredictCommand() {}

    @Override
    public Integer call() {
        String place = data.place()
                .orElseThrow(() -> new InvalidArgumentException("--data is missing", "Maybe --data new.csv"));
        PluginCatalogue catalogue = plugins.catalogue();
        SavedModel saved = SavedModel.load(model, catalogue);
        Setup setup = Setup.of(saved, catalogue);
        Histories histories = data.histories();
        Examples examples = setup.read(data.open(place), histories, catalogue);
        boolean isLong = setup.layout() == Layout.LONG;
        List<Column> columns = columns(isLong);
        Fitted fitted = saved.fitted();
        Fitted decides = fitted.withInexact(inexact.policy(fitted.inexact()));
        List<Observation> asked =
                examples.instances().stream().map(PredictCommand::asked).toList();
        try (Cluster cluster = master.open();
                Cluster.History sent = MasterOption.send(cluster, examples, asked)) {
            Forecast.Wish wish = new Forecast.Wish(probabilities, alternatives, samples, seed);
            Iterator<Instance> instances = examples.instances().iterator();
            Rows rows = hears -> sent.decide(
                    decides,
                    asked,
                    wish,
                    found -> rows(instances.next(), found, isLong).forEach(hears));
            if (out.isEmpty()) {
                print(rows, columns);
            } else {
                write(rows, columns, histories);
                spec.commandLine()
                        .getOut()
                        .println(examples.instances().size() + " decisions written to "
                                + Histories.withoutSecrets(out.get()));
            }
        }
        return 0;
    }

    /** The rows that are written, each passed on once it is known. */
    private interface Rows {
        void forEach(Consumer<@Nullable Object[]> hears);
    }

    /** An example as a cluster takes it; deciding reads no target. */
    private static Observation asked(Instance one) {
        return Observation.of(one.id(), one.features(), one.oracle(), Costs.of());
    }

    private List<Column> columns(boolean isLong) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("example"));
        if (isLong) {
            columns.add(Column.text("coordinate"));
            columns.add(Column.number("decision"));
        } else {
            columns.add(Column.text("decision"));
        }
        columns.add(Column.number("cost"));
        if (probabilities) {
            columns.add(isLong ? Column.number("probability") : Column.text("probabilities"));
        }
        for (int k = 1; k <= alternatives; k++) {
            columns.add(Column.text("alternative" + k));
            columns.add(Column.number("alternative" + k + "_probability"));
            columns.add(Column.number("alternative" + k + "_cost"));
        }
        return columns;
    }

    private void write(Rows rows, List<Column> columns, Histories histories) {
        String place = out.orElseThrow();
        try (TableWriter writer =
                table.isPresent() ? histories.write(place, table.get(), columns) : histories.write(place, columns)) {
            rows.forEach(writer::write);
            writer.commit();
        }
    }

    private void print(Rows rows, List<Column> columns) {
        PrintWriter print = spec.commandLine().getOut();
        if (json.wanted()) {
            List<Map<String, @Nullable Object>> all = new ArrayList<>();
            rows.forEach(row -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                for (int i = 0; i < row.length; i++) {
                    fields.put(columns.get(i).name(), row[i]);
                }
                all.add(fields);
            });
            print.println(JsonOutput.text(all));
            return;
        }
        print.println(String.join(",", columns.stream().map(Column::name).toList()));
        rows.forEach(row -> {
            List<String> cells = new ArrayList<>();
            for (Object cell : row) {
                cells.add(cell == null ? "" : String.valueOf(cell));
            }
            print.println(String.join(",", cells));
        });
    }

    /** One row an example, or one a coordinate. */
    private List<@Nullable Object[]> rows(Instance one, Forecast found, boolean isLong) {
        Predictor.Prediction best = found.best();
        double[] shares = probabilities ? found.probabilities().toArray() : new double[0];
        List<Predictor.Alternative> others = found.alternatives();
        List<@Nullable Object[]> rows = new ArrayList<>();
        if (!isLong) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(one.id());
            cells.add(DecisionText.of(best.decision()));
            cells.add(best.cost());
            if (probabilities) {
                cells.add(listed(shares));
            }
            addAlternatives(cells, others);
            rows.add(cells.toArray());
            return rows;
        }
        double[] y = best.decision().toArray();
        for (int j = 0; j < y.length; j++) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(one.id());
            cells.add(one.coordinates().get(j));
            cells.add(y[j]);
            cells.add(best.cost());
            if (probabilities) {
                cells.add(shares[j]);
            }
            addAlternatives(cells, others);
            rows.add(cells.toArray());
        }
        return rows;
    }

    private static String listed(double[] shares) {
        List<String> parts = new ArrayList<>();
        for (int j = 0; j < shares.length; j++) {
            if (Math.abs(shares[j]) > 1e-3) {
                parts.add(j + ":" + Output.show(shares[j]));
            }
        }
        return String.join(" ", parts);
    }

    private void addAlternatives(List<@Nullable Object> cells, List<Predictor.Alternative> others) {
        for (int k = 0; k < alternatives; k++) {
            boolean exists = k < others.size();
            cells.add(exists ? DecisionText.of(others.get(k).decision()) : null);
            cells.add(exists ? (Object) others.get(k).probability() : null);
            cells.add(exists ? (Object) others.get(k).cost() : null);
        }
    }
}
