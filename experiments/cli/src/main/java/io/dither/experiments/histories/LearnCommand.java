package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.learning.LearningReport;
import io.dither.experiments.learning.PersonOptions;
import io.dither.experiments.run.RunFolder;
import io.dither.layer.Costs;
import io.dither.learn.Cluster;
import io.dither.learn.CostModelFactory;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Metrics;
import io.dither.learn.SavedModel;
import io.dither.learn.Simulations;
import io.dither.learn.diagnose.Diagnosis;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Metric;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.persons.PersonEstimator;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.Checksums;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dither learn}: costs from a history of decisions. */
@Command(
        name = "learn",
        description = {
            "Learn the costs of a solver from a history of decisions: weights of features with 95 %% intervals, saved as a"
                    + " model that 'dither predict' applies.",
            "The exit code is 4 if the moments have no root."
        },
        footer = {
            "",
            "For example: dither learn --write-example town && cd town && dither learn --layout shared --coordinates roads.csv"
                    + " --data trips.csv --oracle 'jgrapht-shortest-path:file=roads.csv,format=csv,source={from},target={to}'"
                    + " --out model"
        },
        sortOptions = false)
public final class LearnCommand implements Subcommand {
    private static final int NO_ROOT = 4;
    private static final int MANY = 10_000;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final SetupOptions layout = new SetupOptions();

    @Mixin
    private final MapHistory map = new MapHistory();

    @Mixin
    private final LearnOptions options = new LearnOptions();

    @Mixin
    private final PersonOptions persons = PersonOptions.find();

    @Mixin
    private final PayOption pay = new PayOption();

    @Mixin
    private final FitOptions how = new FitOptions();

    @Option(
            names = "--continue",
            paramLabel = "DIR",
            description =
                    "Go on from the model in this folder with newer data: its layout, oracle, columns, levels and counted habits, and, by"
                            + " a loss, its weights as the start. Losses, noise and penalties are those of this command.")
    private Optional<Path> earlier = Optional.empty();

    @Option(
            names = "--positions",
            paramLabel = "PLACE",
            description = "Draw maps with these positions of the vertices: columns vertex, x, y.")
    private Optional<String> positions = Optional.empty();

    @Option(
            names = "--write-example",
            paramLabel = "DIR",
            description = "Write an example history to this folder, and show how to learn from it.")
    private Optional<Path> example = Optional.empty();

    @Override
    public int run(Context context) {
        if (example.isPresent()) {
            context.out().print(TownExample.write(example.get()));
            return 0;
        }
        if (map.isGiven()) {
            return map.learn(context, how.out);
        }
        if (data.data.isEmpty()) {
            context.out().print(TownExample.text("layouts.txt"));
            return 0;
        }
        String place = data.place();
        persons.check();
        PluginCatalogue catalogue = context.plugins();
        Histories histories = data.histories(context);
        Optional<SavedModel> before = earlier.map(model -> SavedModel.load(model, catalogue));
        Setup setup = before.isEmpty()
                ? layout.setup()
                : layout.none(Setup.of(before.get(), catalogue).counting(true));
        options.check(setup.layout(), setup.roles().containsKey(Role.NOISE_BY), catalogue);
        setup.check(catalogue, how.trainOracle, how.out.isPresent());
        Examples examples = data.read(setup, context, how.trainOracle, Purpose.LEARN);
        CoordinateNotes.of(setup, examples).ifPresent(note -> context.err().println("dither: " + note));
        setup.repeatedEdge(histories).ifPresent(note -> context.err().println("dither: " + note));
        Optional<Map<String, double[]>> places = positions.map(where -> Pages.positions(where, histories));
        context.stoppable().run(); // Ctrl-C ends reading at once
        List<Observation> observations = some(examples.observations(), place);
        LinearOracle first = observations.get(0).oracle();
        CostModelFactory.Shape shape = new CostModelFactory.Shape(
                examples.columns().names(),
                first.dimension(),
                first.domain().isEverywhere(),
                examples.groups(),
                CoordinateNotes.names(examples));
        String costModel = options.costModel(setup.layout());
        CostModel model = catalogue.create(CostModelProvider.class, costModel).on(shape);
        pay.requireUnit(model);
        boolean grows = model.isGrown();
        boolean effects = !shape.groups().isEmpty();
        Arguments.require(
                model.effects().size() == shape.groups().size(),
                "the cost model " + costModel + " has no effects",
                "Maybe leave --effects out, or take shared-linear");
        List<FitSettings> settings =
                options.settings(grows, setup.roles().containsKey(Role.NOISE_BY), effects, observations, catalogue);
        String noise = settings.get(0).noise();
        boolean isPlain = noise.isEmpty() || noise.equals(NoiseModel.LOGNORMAL);
        setup = setup.withLearnt(CoordinateNotes.columns(
                examples, model, isPlain ? Noise.gaussian() : catalogue.create(NoiseProvider.class, noise)));
        requireApart(model.names().size(), observations, settings.get(0));
        boolean stays = options.isPooled() || Simulations.remember(settings.get(0), catalogue);
        Arguments.require(
                !(grows || stays) || (!how.master.isGiven() && !how.resume),
                (grows ? "boosted trees grow" : options.isPooled() ? "known solutions stay" : "persistent chains stay")
                        + " on this machine alone, and keep no checkpoint",
                "Maybe leave --master and --resume out");
        how.chooseBy.ifPresent(Metrics::requireName);
        Optional<RunFolder> folder = how.out.map(RunFolder::create);
        try (PassLine line = PassLine.of(context)) {
            if (!grows && !how.master.isGiven()) {
                line.plan(SolvePlan.of(how, settings, examples, model, catalogue));
            }
            OracleRegistry oracles = new OracleRegistry(catalogue);
            Optional<PersonEstimator> estimator = persons.areGiven()
                    ? Optional.of(persons.estimator(setup.covariates(), pay.unit()))
                    : Optional.empty();
            Map<String, String> inputs =
                    new HashMap<>(Map.of("texts or files of oracles", examples.oraclesSha256(oracles)));
            estimator.ifPresent(chosen -> inputs.putAll(chosen.text()));
            how.trainOracle.ifPresent(text -> inputs.put(
                    "oracle of training",
                    oracles.withFiles(text, file -> file.contains("{") ? file : Checksums.sha256(Path.of(file)))));
            Fits fits = new Fits(
                    how,
                    settings,
                    costModel,
                    shape,
                    examples.ranks(),
                    examples.training(),
                    before.map(one -> start(one.fitted(), model)).orElse(new double[0]),
                    inputs,
                    catalogue,
                    estimator,
                    Alternatives.of(examples),
                    folder,
                    line);
            if (options.errorsAreGiven() && !persons.areGiven()) {
                fits.requireErrors(observations);
            }
            Keeping keeping = new Keeping(place, data.leftOut(), fits, setup);
            return learn(context, keeping, fits, places, examples, learnable(observations, settings.get(0), catalogue));
        } finally {
            folder.ifPresent(RunFolder::close);
        }
    }

    /** Refuses very many weights that the decisions cannot tell apart, of which each would be looked at for a long time. */
    private static void requireApart(int weights, List<Observation> observations, FitSettings setting) {
        long coordinates =
                observations.stream().mapToLong(one -> one.oracle().dimension()).sum();
        boolean isHeld = setting.l1() > 0 || setting.l2() > 0 || setting.epochs() > 0 || setting.earlyStopping() > 0;
        Arguments.require(
                isHeld || weights <= MANY || weights <= coordinates,
                "the model has " + weights + " weights, which " + observations.size()
                        + " examples cannot tell apart without a penalty",
                "Maybe --l2 0.01, few --features, or --cost-model shared-linear");
    }

    /** The weights of a model, and its effects where there are such groups again. */
    private static double[] start(Fitted fitted, CostModel model) {
        int weights = fitted.model().names().size();
        double[] start = Arrays.copyOf(
                fitted.model().raw(fitted.parameters()),
                weights + model.effects().size());
        Map<String, Double> effects = fitted.effects();
        for (int g = 0; weights + g < start.length; g++) {
            start[weights + g] = effects.getOrDefault(model.effects().get(g), 0.0);
        }
        return start;
    }

    @Override
    public int threads() {
        return how.threads;
    }

    @Override
    public long seed() {
        return how.seed;
    }

    private int learn(
            Context context,
            Keeping keeping,
            Fits fits,
            Optional<Map<String, double[]>> places,
            Examples examples,
            List<Observation> observations) {
        keeping.habitsOfHeldOut().ifPresent(note -> context.err().println("dither: " + note));
        Learnt learnt;
        try (Cluster cluster = how.master.open();
                Cluster.History sent = MasterOption.send(cluster, examples, observations)) {
            learnt = fits.learn(sent, observations, keeping::found);
        }
        Fitted fitted = learnt.fitted();
        List<Metric> relaxation = Spared.of(
                        () -> fits.relaxation(learnt), "the relaxation is not compared", fits.line())
                .orElse(List.of());
        List<Metric> metrics = new ArrayList<>(learnt.held().isEmpty() ? List.of() : Metrics.of(learnt.held()));
        metrics.addAll(relaxation);
        List<Importance> importance = fits.importance(learnt);
        Optional<Diagnosis> diagnosis = Optional.empty();
        String saved = "";
        try {
            if (fits.folder().isPresent()) {
                RunFolder out = fits.folder().get();
                Path folder = out.path();
                Map<String, String> provenance = keeping.save(learnt, relaxation);
                FitOptions.deleteCheckpoints(folder);
                saved = "\nsaved in " + folder + "\n";
                fits.line().line("writing the page");
                diagnosis = Spared.of(() -> fits.diagnosis(learnt), "the page has no diagnosis", fits.line())
                        .flatMap(one -> one);
                LearningReport report = LearningReport.of("Costs learnt from decisions", fitted)
                        .provenance(provenance)
                        .decisions(examples.texts())
                        .importance(importance);
                diagnosis.ifPresent(report::diagnosis);
                learnt.mixing().ifPresent(report::mixing);
                learnt.likelihood().ifPresent(report::likelihood);
                learnt.people()
                        .ifPresent(people ->
                                report.persons(people.model().mixture(), html -> persons.write(people, html)));
                places.ifPresent(where -> Pages.map(report, where, learnt.held()));
                out.requireWhole();
                report.write(folder.resolve(Pages.NAME));
                out.requireWhole();
                saved = "\nsaved in " + folder + ", with a page: " + folder.resolve(Pages.NAME) + "\n";
            }
        } finally { // what was learnt is not lost with a page that does not fit on the disk
            Pay paid = learnt.people().isPresent() ? new Pay(List.of()) : Pay.of(fitted, pay.unit());
            print(context, learnt, keeping.names(), paid, importance, metrics, diagnosis, saved);
        }
        return fitted.status() == Fitted.Status.NO_ROOT ? NO_ROOT : 0;
    }

    private static void print(
            Context context,
            Learnt learnt,
            List<String> coordinates,
            Pay pay,
            List<Importance> importance,
            List<Metric> metrics,
            Optional<Diagnosis> diagnosis,
            String saved) {
        context.print(
                () -> {
                    Map<String, Object> fields =
                            Output.fields(learnt, importance, metrics, diagnosis.map(Diagnosis::logit));
                    if (!coordinates.isEmpty()) {
                        fields.put("coordinates", coordinates);
                    }
                    pay.addTo(fields);
                    return fields;
                },
                () -> Output.text(learnt, importance, metrics)
                        + pay.text()
                        + (coordinates.isEmpty() ? "" : "\ncoordinates: " + CoordinateNotes.mapping(coordinates) + "\n")
                        + saved);
    }

    private static List<Observation> some(List<Observation> observations, String place) {
        if (observations.isEmpty()) {
            throw new DataException(
                    Histories.withoutSecrets(place),
                    0,
                    "there is nothing to learn from: no column of decisions or costs. Maybe name one by --decision or --cost");
        }
        return observations;
    }

    /** Gives losses that learn from true costs these as targets. */
    private List<Observation> learnable(
            List<Observation> observations, FitSettings setting, PluginCatalogue catalogue) {
        Class<?> wanted =
                LearnOptions.target(setting, catalogue, observations.get(0).oracle());
        if (wanted != Costs.class) {
            return observations;
        }
        return observations.stream()
                .map(one -> {
                    if (one.costs().length == 0) {
                        throw new InvalidArgumentException(
                                options.loss + " learns from true costs, and example " + one.id() + " has none",
                                "Maybe name their column by --cost, or learn by fenchel-young");
                    }
                    return Observation.of(one.id(), one.features(), one.oracle(), Costs.of(one.costs()))
                            .withWeight(one.weight())
                            .withCosts(one.costs())
                            .withCluster(one.cluster())
                            .withCovariates(one.covariates());
                })
                .toList();
    }
}
