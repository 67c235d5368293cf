package io.dither.experiments.choicemodels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.storage.Checksums;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dither run choice-models}: published choice models, fitted again by {@code dither choice}. */
@Command(
        name = "choice-models",
        footer = {"dither run choice-models --only nested", "The folder of --data holds swissmetro and route-choice."},
        description = {
            "Fit published choice models of Swissmetro and of Swiss routes by 'dither choice'.",
            "Shows log likelihoods beside the published ones, processor seconds, and the commands."
        },
        sortOptions = false)
public final class ChoiceModelsExperiment implements Experiment {
    /** The largest rounding error of a log likelihood that was published with three decimals, and a little more. */
    private static final double PRECISION = 6e-4;
    /** Two log likelihoods count as equal if they differ by at most this many simulation errors. */
    private static final double MOST_SIMULATION_ERRORS = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Read swissmetro/swissmetro.dat.gz and route-choice/swiss.csv in this folder. Default: the folder that the variable DITHER_DATA names.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Fit only models whose names contain this, such as 'nested' or 'b12'. Default: all.")
    private String only = "";

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(0)
                .threads(Runtime.getRuntime().availableProcessors(), "Use this many threads; it changes no result.");
    }

    private Path folder() {
        String variable = System.getenv("DITHER_DATA");
        if (folder.isEmpty() && variable == null) {
            throw new InvalidArgumentException(
                    "--data is missing, and DITHER_DATA names no folder", "Maybe --data choices");
        }
        return folder.orElseGet(() -> Path.of(String.valueOf(variable)));
    }

    /** A model, the JSON of its fit, and the processor seconds of the fit. */
    private record Refit(ChoiceModel model, JsonNode json, double seconds) {
        double logLikelihood() {
            return json.path("logLikelihood").asDouble(Double.NaN);
        }

        /** Returns the standard error of a simulated log likelihood; 0 for an exact one. */
        double simulationError() {
            return json.path("logLikelihoodSimulationError").asDouble(0);
        }

        private double distanceTo(double other) {
            return Math.abs(logLikelihood() - other);
        }

        /** Returns whether the log likelihood of this fit is the published one, to its three decimals. */
        boolean matchesPublished() {
            return distanceTo(model.published()) <= PRECISION;
        }

        /** Returns whether the log likelihood of this fit is the one by quadrature, up to simulation errors. */
        boolean matchesQuadrature() {
            return distanceTo(model.method().quadrature()) <= MOST_SIMULATION_ERRORS * simulationError();
        }
    }

    @Override
    public Result run(Run run) {
        List<ChoiceModel> chosen = ChoiceModel.all().stream()
                .filter(model -> (model.name() + ", " + model.description()).contains(only))
                .toList();
        Arguments.require(
                !chosen.isEmpty(), "--only '" + only + "' is not in the name of any model", "Maybe try nested, or b12");
        Path data = folder();
        Map<String, String> checksums = new LinkedHashMap<>();
        for (ChoiceModel model : chosen) {
            Path file = data.resolve(model.data().file());
            Arguments.require(Files.exists(file), "there is no file " + file, "Maybe --data names another folder");
            checksums.computeIfAbsent(model.data().file(), name -> Checksums.sha256(file));
        }
        run.data(checksums);
        List<Refit> refits = new ArrayList<>();
        try (Progress progress = run.progress(chosen.size())) {
            for (ChoiceModel model : chosen) {
                refits.add(refit(model, data, run));
                progress.step();
            }
        }
        return result(refits);
    }

    private static Refit refit(ChoiceModel model, Path data, Run run) {
        List<String> command = model.command(data.toString());
        command.addAll(
                List.of("--seed", String.valueOf(run.seed()), "--threads", String.valueOf(run.threads()), "--json"));
        StringWriter out = new StringWriter();
        long start = processorTime();
        int status = run.dither(command, new PrintWriter(out));
        double seconds = (processorTime() - start) / 1e9;
        Arguments.require(
                status == 0, "the command of " + model.name() + " ended with " + status, "Maybe run it alone");
        try {
            return new Refit(model, new ObjectMapper().readTree(out.toString()), seconds);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("the result of " + command + " is not JSON: " + out, unreadable);
        }
    }

    /** Returns the processor time of this process in nanoseconds, or the elapsed time if Java does not measure it. */
    private static long processorTime() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : System.nanoTime();
    }

    private static Result result(List<Refit> refits) {
        List<Map<String, Object>> figures = new ArrayList<>();
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Refit refit : refits) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("model", refit.model().name() + ", " + refit.model().description());
            fields.put("published", refit.model().published());
            fields.put("logLikelihood", refit.logLikelihood());
            fields.put("simulationError", refit.simulationError());
            fields.put("command", commandText(refit.model()));
            figures.add(fields);
            seconds.put(String.valueOf(fields.get("model")), refit.seconds());
        }
        String commands = refits.stream()
                .map(refit -> refit.model().name() + ", " + refit.model().description() + ":\n  dither "
                        + commandText(refit.model()) + "\n")
                .collect(Collectors.joining("", "\n", ""));
        return Result.of(Map.of("models", figures), table(refits, false), commands)
                .verdict(verdict(refits))
                .timed(Map.of("processorSeconds", seconds), table(refits, true), commands);
    }

    private static String verdict(List<Refit> refits) {
        List<Refit> exact = refits.stream()
                .filter(refit -> !refit.model().method().isSimulated())
                .toList();
        // simulated models whose log likelihood is also known by quadrature; it is NaN for the others
        List<Refit> mixtures = refits.stream()
                .filter(refit -> !Double.isNaN(refit.model().method().quadrature()))
                .toList();
        List<String> sentences = new ArrayList<>();
        if (!exact.isEmpty()) {
            sentences.add(exact.stream().filter(Refit::matchesPublished).count() + " of " + exact.size()
                    + " exact models have the published log likelihood to .0006.");
        }
        if (!mixtures.isEmpty()) {
            sentences.add(mixtures.stream().filter(Refit::matchesQuadrature).count() + " of " + mixtures.size()
                    + " mixtures have the log likelihood of quadrature within three simulation errors.");
        }
        if (exact.size() < refits.size()) {
            sentences.add("Published figures of simulated models have errors of their own, which are not known.");
        }
        return String.join(" ", sentences);
    }

    private static TextTable table(List<Refit> refits, boolean isTimed) {
        TextTable table = isTimed
                ? new TextTable("model", "", "published", "quadrature", "ours", "simulation error", "processor s")
                : new TextTable("model", "", "published", "quadrature", "ours", "simulation error");
        for (Refit refit : refits) {
            ChoiceModel model = refit.model();
            List<Object> cells = new ArrayList<>(List.of(
                    model.name(),
                    model.description(),
                    Numbers.fixed(model.published(), 3),
                    Double.isNaN(model.method().quadrature())
                            ? ""
                            : Numbers.fixed(model.method().quadrature(), 3),
                    Numbers.fixed(refit.logLikelihood(), 3),
                    refit.simulationError() == 0 ? "" : Numbers.fixed(refit.simulationError(), 2)));
            if (isTimed) {
                cells.add(Numbers.fixed(refit.seconds(), 1));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    /** Returns a command that can be typed, with the folder of the data as $DITHER_DATA. */
    private static String commandText(ChoiceModel model) {
        return model.command("$DITHER_DATA").stream()
                .map(word -> word.matches("[\\w$./=-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}
