package io.dither.experiments.histories;

import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.History;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.command.JsonFlag;
import io.dither.experiments.command.Plugins;
import io.dither.experiments.learning.RecursiveLogit;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.StopRequest;
import io.dither.layer.Costs;
import io.dither.learn.BoostedModel;
import io.dither.learn.Cluster;
import io.dither.learn.CostModel;
import io.dither.learn.Fitted;
import io.dither.learn.Holdout;
import io.dither.learn.Importance;
import io.dither.learn.Learner;
import io.dither.learn.Metric;
import io.dither.learn.Metrics;
import io.dither.learn.Observation;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.SavedModel;
import io.dither.learn.SharedLinearModel;
import io.dither.learn.TreeSettings;
import io.dither.learn.Tuning;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.AtomicFile;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dither learn}: costs from a history of decisions. */
@Command(
        name = "learn",
        description = {
            "Learns the costs of a solver from a history of decisions: weights of features with 95 %% intervals, saved as a"
                    + " model that 'dither predict' decides by.",
            "The exit code is 4 where the moments have no root."
        },
        footer = {
            "",
            "For example: dither learn --write-example town && cd town && dither learn --layout shared --coordinates roads.csv"
                    + " --data trips.csv --oracle 'jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}'"
                    + " --out model"
        },
        sortOptions = false)
public final class LearnCommand implements Callable<Integer> {
    private static final int NO_ROOT = 4;
    private static final String CHECKPOINTS = "checkpoints";

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SetupOptions layout = new SetupOptions();

    @Mixin
    private final LearnOptions options = new LearnOptions();

    @Option(
            names = "--holdout",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description =
                    "The share of examples held out for the metrics; the model is then fitted again on all. 0 for none."
                            + " Default: ${DEFAULT-VALUE}.")
    private double holdout;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "The seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "The number of threads; it changes no bit. Default: one a processor.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final MasterOption master = new MasterOption();

    @Option(names = "--out", paramLabel = "DIR", description = "Where the model and its page go.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--resume",
            description =
                    "Go on from where the same command with the same --out was stopped or killed; it changes no bit.")
    private boolean resume;

    @Option(
            names = "--folds",
            paramLabel = "K",
            defaultValue = "5",
            description =
                    "The folds of cross-validation, where --l2 or --epsilon has several. Default: ${DEFAULT-VALUE}.")
    private int folds;

    @Option(
            names = "--choose-by",
            paramLabel = "METRIC",
            description =
                    "What cross-validation chooses by: the name of a metric, or how it begins, such as 'exact match' or"
                            + " 'Hamming'. Default: regret where all examples have true costs, else coordinate accuracy.")
    private Optional<String> chooseBy = Optional.empty();

    @Option(
            names = "--positions",
            paramLabel = "PLACE",
            description = "Where the vertices of a graph lie, for maps: columns vertex, x, y.")
    private Optional<String> positions = Optional.empty();

    @Option(
            names = "--write-example",
            paramLabel = "DIR",
            description = "Write a history to start from, and say how to learn from it.")
    private Optional<Path> example = Optional.empty();

    @Mixin
    private final JsonFlag json = new JsonFlag();

    @Mixin
    private final Plugins plugins = new Plugins();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public LearnCommand() {}

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        if (example.isPresent()) {
            print.print(TownExample.write(example.get(), plugins.catalogue()));
            return 0;
        }
        if (data.place().isEmpty()) {
            print.print(HowFilesLook.TEXT);
            return 0;
        }
        String place = data.place().get();
        PluginCatalogue catalogue = plugins.catalogue();
        Histories histories = data.histories();
        History history = data.open(place);
        Setup setup = layout.setup();
        Examples examples = setup.read(history, histories, catalogue);
        setup = setup.withLearnt(examples.columns());
        List<Observation> observations = learnable(examples.observations(), place, catalogue);
        CostModel model = options.model(
                setup.layout(), examples.columns().names(), observations.get(0).oracle());
        boolean grows = model instanceof BoostedModel;
        Arguments.require(
                !(grows || options.isPooled()) || (!master.isGiven() && !resume),
                (grows ? "boosted trees grow" : "known solutions stay")
                        + " on this machine alone, and keep no checkpoint",
                "Maybe leave --master and --resume out");
        Optional<RunFolder> folder = out.map(RunFolder::create);
        try {
            return learn(place, catalogue, histories, setup, examples, observations, model);
        } finally {
            folder.ifPresent(RunFolder::close);
        }
    }

    private int learn(
            String place,
            PluginCatalogue catalogue,
            Histories histories,
            Setup setup,
            Examples examples,
            List<Observation> observations,
            CostModel model) {
        PrintWriter print = spec.commandLine().getOut();
        Learnt learnt;
        try (Cluster cluster = master.open();
                Cluster.History sent = MasterOption.send(cluster, examples, observations)) {
            learnt = learn(sent, model, observations, catalogue);
        }
        Fitted fitted = learnt.fitted();
        List<Metric> metrics = learnt.held().isEmpty() ? List.of() : Metrics.of(learnt.held());
        List<Importance> importance = importance(learnt, model, catalogue);
        Optional<RecursiveLogit> logit =
                out.isPresent() ? Pages.logit(model, learnt.split(), threads) : Optional.empty();
        if (out.isPresent()) {
            Map<String, String> provenance = provenance(place, learnt.setting(), model);
            save(out.get(), fitted, setup, provenance, catalogue);
            deleteCheckpoints(out.get());
            progress("writing the page");
            Pages.write(
                    out.get().resolve(Pages.NAME),
                    fitted,
                    learnt.trained(),
                    learnt.split(),
                    learnt.held(),
                    provenance,
                    positions.map(where -> Pages.positions(where, histories)),
                    model,
                    importance,
                    byWeights(learnt, model, catalogue),
                    logit,
                    seed,
                    threads);
        }
        if (json.wanted()) {
            print.println(Output.json(fitted, importance, metrics, logit));
        } else {
            print.print(fitted);
            if (!metrics.isEmpty()) {
                print.printf(
                        "%n%d examples held out, by a model of the other %d (95 %% intervals):%n",
                        learnt.held().size(), learnt.split().training().size());
                print.print(Output.text(metrics));
            }
            if (model instanceof BoostedModel && !learnt.held().isEmpty()) {
                print.println("\nrise of their mean loss where a feature is shuffled:");
                print.print(Output.shuffles(importance));
            }
            out.ifPresent(
                    folder -> print.println("\nsaved in " + folder + ", with a page: " + folder.resolve(Pages.NAME)));
        }
        return fitted.status() == Fitted.Status.NO_ROOT ? NO_ROOT : 0;
    }

    /** The model of all examples, and before it the one that those held out were decided by, if any were. */
    private record Learnt(
            LearnOptions.Setting setting, Holdout split, Optional<Fitted> trained, List<Outcome> held, Fitted fitted) {}

    private Learnt learn(
            Cluster.History sent, CostModel model, List<Observation> observations, PluginCatalogue catalogue) {
        LearnOptions.Setting setting = setting(sent, model, observations, catalogue);
        Holdout split = Holdout.split(observations, holdout, seed);
        Optional<Fitted> trained = Optional.empty();
        List<Outcome> held = List.of();
        if (!split.held().isEmpty() && !split.training().isEmpty()) {
            progress("learning on " + split.training().size() + " examples");
            Learner learner = learner(model, setting, catalogue, "training").withoutIntervals();
            Fitted some = sent.fit(learner, split.training());
            trained = Optional.of(some);
            held = sent.outcomes(some, split.held());
        }
        progress("learning on all " + observations.size() + " examples");
        Fitted fitted = sent.fit(learner(model, setting, catalogue, "all"));
        return new Learnt(setting, split, trained, held, fitted);
    }

    /** The gains of the model of all examples, and what shuffles cost the one before it. */
    private List<Importance> importance(Learnt learnt, CostModel model, PluginCatalogue catalogue) {
        if (!(learnt.fitted().model() instanceof BoostedModel all)) {
            return List.of();
        }
        Learner learner = learner(model, learnt.setting(), catalogue);
        double[] gains = all.gains();
        List<Importance> importance = new ArrayList<>();
        List<Observation> held = learnt.trained().isPresent() ? learnt.split().held() : List.of();
        for (Importance one : learner.importance(learnt.trained().orElse(learnt.fitted()), held)) {
            double gain = gains[importance.size()];
            importance.add(new Importance(one.name(), gain, one.shuffle(), one.shuffleStandardError()));
        }
        return importance;
    }

    /** What weights in the place of trees decide under the same loss, as a baseline of trees. */
    private Map<String, List<Outcome>> byWeights(Learnt learnt, CostModel model, PluginCatalogue catalogue) {
        if (!(model instanceof BoostedModel boosted) || learnt.trained().isEmpty()) {
            return Map.of();
        }
        progress("learning weights to compare with");
        Learner learner =
                learner(SharedLinearModel.of(boosted.features(), boosted.link()), learnt.setting(), catalogue);
        Fitted fitted = learner.withoutIntervals().fit(learnt.split().training());
        try (Predictor predictor = Predictor.of(fitted)) {
            return Map.of(
                    "weights, same loss",
                    learnt.split().held().stream()
                            .map(one -> Outcome.of(one, predictor))
                            .toList());
        }
    }

    private void progress(String text) {
        if (Boolean.getBoolean("dither.terminal")) {
            spec.commandLine().getErr().println(text);
        }
    }

    /** A learner that keeps its checkpoint in the folder of the model. */
    private Learner learner(
            CostModel model, LearnOptions.Setting setting, PluginCatalogue catalogue, String checkpoint) {
        Learner learner = learner(model, setting, catalogue);
        if (!(model instanceof BoostedModel) && !options.isPooled()) {
            out.ifPresent(folder -> learner.checkpoint(checkpoint(folder, checkpoint)));
        }
        return learner;
    }

    private Path checkpoint(Path folder, String name) {
        Path file = folder.resolve(CHECKPOINTS).resolve(name);
        try {
            if (!resume) {
                Files.deleteIfExists(file);
            }
            Files.createDirectories(file.resolveSibling(""));
            return file;
        } catch (IOException failed) {
            throw AtomicFile.unwritable(file, failed);
        }
    }

    private static void deleteCheckpoints(Path folder) {
        try {
            for (String name : List.of("training", "all", "")) {
                Files.deleteIfExists(folder.resolve(CHECKPOINTS).resolve(name));
            }
        } catch (IOException failed) {
            throw AtomicFile.unwritable(folder.resolve(CHECKPOINTS), failed);
        }
    }

    private Learner learner(CostModel model, LearnOptions.Setting setting, PluginCatalogue catalogue) {
        return options.learner(model, layout.followsColumn(), setting, master.isGiven(), catalogue)
                .seed(seed)
                .threads(threads)
                .cancelledBy(() -> {
                    StopRequest.check();
                    return false;
                })
                .onProgress(step -> progress(String.format(
                        java.util.Locale.ROOT,
                        "  pass %d: loss %s%s, %s",
                        step.evaluation(),
                        Output.show(step.loss()),
                        step.gap() > 0 ? " (higher by " + Output.show(step.gap()) + " at most)" : "",
                        model instanceof BoostedModel
                                ? Output.show(step.validation()) + " of the part kept apart"
                                : "largest gradient " + Output.show(step.gradient()) + " of its error")));
    }

    /** Gives losses that learn from true costs these as targets. */
    private List<Observation> learnable(List<Observation> observations, String place, PluginCatalogue catalogue) {
        if (observations.isEmpty()) {
            throw new DataException(
                    Histories.withoutSecrets(place),
                    0,
                    "there is nothing to learn from: no column of decisions or costs. Maybe name one by --decision or --cost");
        }
        Class<?> wanted = options.target(catalogue, observations.get(0).oracle());
        if (wanted != Costs.class) {
            return observations;
        }
        return observations.stream()
                .map(one -> {
                    if (one.costs().length == 0) {
                        throw new InvalidArgumentException(
                                options.loss() + " learns from true costs, and example " + one.id() + " has none",
                                "Maybe name their column by --cost, or learn by fenchel-young");
                    }
                    return new Observation(
                            one.id(),
                            one.features(),
                            one.oracle(),
                            Costs.of(one.costs()),
                            one.weight(),
                            one.costs(),
                            one.cluster());
                })
                .toList();
    }

    private LearnOptions.Setting setting(
            Cluster.History sent, CostModel model, List<Observation> observations, PluginCatalogue catalogue) {
        List<LearnOptions.Setting> settings = options.settings();
        if (settings.size() == 1) {
            return settings.get(0);
        }
        progress("choosing among " + settings.size() + " settings by " + folds + " folds");
        boolean costs = observations.stream().allMatch(one -> one.costs().length > 0);
        String metric = chooseBy.orElse(costs ? "regret" : "coordinate accuracy");
        List<Tuning.Result<LearnOptions.Setting>> results = Tuning.tried(
                settings,
                setting -> learner(model, setting, catalogue),
                sent,
                observations,
                folds,
                seed,
                outcomes -> Metrics.named(outcomes, metric));
        results.forEach(one -> progress("  " + one.setting() + ": "
                + one.metric().name() + " " + Output.show(one.metric().value())));
        return Tuning.best(results).setting();
    }

    private Map<String, String> provenance(String place, LearnOptions.Setting setting, CostModel model) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("data", Histories.withoutSecrets(place));
        if (!place.startsWith("jdbc:") && Files.isRegularFile(Path.of(place))) {
            provenance.put("data sha256", Checksums.sha256(Path.of(place)));
        }
        provenance.put("loss", options.loss());
        if (model instanceof BoostedModel boosted) {
            TreeSettings trees = boosted.settings();
            provenance.put("rounds", String.valueOf(trees.rounds()));
            provenance.put("depth", String.valueOf(trees.depth()));
            provenance.put("learning rate", String.valueOf(trees.learningRate()));
            provenance.put("lambda", String.valueOf(trees.lambda()));
            provenance.put("leaf rows", String.valueOf(trees.leastRows()));
            if (!trees.monotone().isEmpty()) {
                provenance.put("monotone", String.valueOf(new TreeMap<>(trees.monotone())));
            }
        } else {
            provenance.put("l2", String.valueOf(setting.l2()));
        }
        provenance.put("seed", String.valueOf(seed));
        String version = LearnCommand.class.getPackage().getImplementationVersion();
        provenance.put("dither", version == null ? "(unpackaged)" : version);
        return provenance;
    }

    private static void save(
            Path folder, Fitted fitted, Setup setup, Map<String, String> provenance, PluginCatalogue catalogue) {
        new SavedModel(fitted, setup.texts(), provenance, setup.files(catalogue)).save(folder);
    }
}
