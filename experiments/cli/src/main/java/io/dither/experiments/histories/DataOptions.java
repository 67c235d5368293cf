package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name where rows come from. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "PLACE",
            description = {
                "Read the history from this .csv, .parquet or .json file, or a database.",
                "A .tsv, .txt or .dat file is read as .csv is, and so is .csv.gz. A database is written jdbc:... and needs --query; it "
                        + "takes user and password from the environment variables DITHER_DB_USER and DITHER_DB_PASSWORD."
            })
    Optional<String> data = Optional.empty();

    @Mixin
    private final TableOptions table = new TableOptions();

    @Option(
            names = "--query-timeout",
            paramLabel = "S",
            defaultValue = "600",
            description = "Give up if the database is silent for S seconds. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(
            names = "--skip-bad",
            paramLabel = "FILE",
            description = {
                "Leave out examples that cannot be read, and list them in this .csv file.",
                "The list has their lines and what is wrong. If more than half of the examples are bad, all are "
                        + "refused."
            })
    private Optional<String> skipBad = Optional.empty();

    private @Nullable BadExamples bad;
    private final Set<String> reportedNotes = new HashSet<>();

    /** Returns an opener of histories, which finds database drivers on the class path and among the plugins. */
    Histories histories(Context context) {
        return new Histories(context.plugins().classLoaders(), System.getenv()).timeout(timeoutSeconds);
    }

    /** Returns an opener that also prints notes on how a file is read, each note once. */
    private Histories reporting(Histories histories, Context context) {
        return histories.withListener(note -> report(note, context));
    }

    private void report(String note, Context context) {
        if (reportedNotes.add(note)) {
            context.err().println("dither: " + note);
        }
    }

    /** Returns whether the command line has --data. */
    boolean isGiven() {
        return data.isPresent();
    }

    /** Returns the value of --data, the place where rows come from; refuses a missing --data. */
    String place() {
        return data.orElseThrow(() -> new InvalidArgumentException("--data is missing", "Maybe add --data new.csv"));
    }

    /**
     * Reads the examples; leaves out bad ones with --skip-bad. {@code trainingOracle} is the text of the oracle to train on, if it is not the
     * oracle that decides.
     */
    Examples read(Setup setup, Context context, Optional<String> trainingOracle, Purpose purpose) {
        PluginCatalogue catalogue = context.plugins();
        Histories reporting = reporting(histories(context), context);
        // opens the coordinates; for all purposes but learning, these are a saved model's own copy, about which the
        // user needs no notes
        Histories histories = purpose == Purpose.LEARN ? reporting : histories(context);
        String place = place();
        if (skipBad.isEmpty()) {
            Examples examples = setup.read(table.open(place, reporting), histories, catalogue, trainingOracle, purpose);
            examples.notes().forEach(note -> report(note, context));
            return examples;
        }
        String file = skipBad.get();
        String coordinates = setup.coordinates();
        Arguments.require(
                !isSameFile(file, place) && (coordinates == null || !isSameFile(file, coordinates)),
                "--skip-bad = " + file + " would write over the data",
                "Maybe choose another name");
        try (TableWriter badTable = histories.write(file, BadExamples.COLUMNS)) {
            // in a comparison, the second model reads the examples that the first model could read
            boolean isSecondModel = bad != null;
            if (bad == null) {
                String column = setup.roles().getOrDefault(Role.EXAMPLE, "example");
                bad = new BadExamples(table.open(place, reporting), column, setup.layout() == Layout.LONG);
            }
            // this summary was printed for the first model: a second one is printed only if the second model refuses
            // more
            String firstSummary = isSecondModel ? bad.summary() : "";
            Examples examples =
                    bad.read(rows -> setup.read(rows, histories, catalogue, trainingOracle, purpose), badTable, file);
            examples.notes().forEach(note -> report(note, context));
            if (!bad.summary().equals(firstSummary)) {
                context.err().println("dither: " + bad.summary() + ": see " + file);
            }
            return examples;
        }
    }

    /** Returns a sentence on how many examples cannot be read, perhaps 0; empty without --skip-bad. */
    Optional<String> badSummary() {
        return Optional.ofNullable(bad).map(BadExamples::summary);
    }

    private static boolean isSameFile(String file, String place) {
        try {
            Path written = Arguments.path(file);
            return !place.startsWith("jdbc:") && Files.exists(written) && Files.isSameFile(written, Path.of(place));
        } catch (IOException missing) {
            return false;
        }
    }
}
