package io.dither.experiments.histories;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.command.GuardOption;
import io.dither.experiments.command.InexactOption;
import io.dither.experiments.command.LossText;
import io.dither.layer.Decision;
import io.dither.layer.EstimatingEquation;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.learn.BoostedModel;
import io.dither.learn.CostModel;
import io.dither.learn.Learner;
import io.dither.learn.LinearModel;
import io.dither.learn.Link;
import io.dither.learn.NoiseModel;
import io.dither.learn.SharedLinearModel;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is learnt and how, as options. */
final class LearnOptions {
    private static final String FENCHEL_YOUNG = "fenchel-young";
    private static final String MOMENTS = "moments";
    private static final String SHARED = "shared-linear";
    private static final String LINEAR = "linear";
    private static final String BOOSTED = "boosted";
    /** Trees follow chance where nothing stops them. */
    private static final double KEPT_APART = 0.2;

    private static final String LEARN = "learn";

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = FENCHEL_YOUNG,
            description =
                    "The loss: fenchel-young (convex), moments (for lognormal noise, epsilon learnt), or another of"
                            + " 'dither losses'. Default: ${DEFAULT-VALUE}.")
    private String loss = FENCHEL_YOUNG;

    @Option(
            names = "--noise",
            paramLabel = "NOISE",
            description =
                    "What deciders see besides the costs: gaussian, gumbel, gamma:shape=5 (for costs >= 0), lognormal (by"
                            + " moments), ... Default: gaussian where the oracle takes any theta, gamma:shape=5 where costs are >= 0,"
                            + " lognormal there by moments.")
    private Optional<String> noise = Optional.empty();

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            split = ",",
            description =
                    "The amplitude of the noise, or learn; of several, such as 0.1,0.3,1, the best by cross-validation."
                            + " Default: 1; learnt by moments.")
    private List<String> epsilon = List.of();

    @Option(
            names = "--samples",
            paramLabel = "M",
            defaultValue = "20",
            description = "Samples an example. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--l2",
            paramLabel = "L2",
            split = ",",
            description =
                    "The weight of half the squares of the standardised weights; of several, such as 0,0.01,0.1, the best by"
                            + " cross-validation. Default: 0.")
    private List<Double> l2 = List.of(0.0);

    @Option(
            names = "--l1",
            paramLabel = "L1",
            defaultValue = "0",
            description = "The weight of their absolute values. Default: ${DEFAULT-VALUE}.")
    private double l1;

    @Option(
            names = "--fix",
            paramLabel = "NAME=V",
            description = "Holds a weight fixed, such as toll=1, the unit of the others.")
    private Map<String, Double> fixed = new LinkedHashMap<>();

    @Option(
            names = "--bound",
            paramLabel = "NAME=LOW..HIGH",
            description = "Keeps a weight between two ends, either of which may be left out. Weights are at least"
                    + " 0 where costs must"
                    + " be.")
    private Map<String, String> bounds = new LinkedHashMap<>();

    @Option(
            names = "--cost-model",
            paramLabel = "MODEL",
            description =
                    "What makes costs of features; shared-linear: one weight a feature; linear: a row of weights for each coordinate"
                            + " (layout wide); boosted:"
                            + " trees over the features of a coordinate, grown under any loss. Default: linear in the layout wide,"
                            + " shared-linear in the others.")
    private Optional<String> costModel = Optional.empty();

    @Option(
            names = "--link",
            paramLabel = "LINK",
            description =
                    "From the weighted sum, or the sum of trees, to the cost: identity, exp or softplus. Default: identity;"
                            + " softplus for trees where costs must be at least 0.")
    private Optional<Link> link = Optional.empty();

    @Option(
            names = "--errors",
            paramLabel = "KIND",
            defaultValue = "robust",
            description = "Standard errors: robust (sandwich) or model (inverse Hessian). Default: ${DEFAULT-VALUE}.")
    private Learner.Errors errors = Learner.Errors.ROBUST;

    @Option(
            names = "--share-searches",
            description =
                    "One search for all trips of one origin, whose noise they share: for paths along edges, features and weight"
                            + " being the same, by fenchel-young or moments. Metrics stay those of trips.")
    private boolean sharesSearches;

    @Option(
            names = "--pooled",
            description =
                    "Descend on the solutions that are known between two passes of solves: a third of the solves or less, for"
                            + " solvers that take a millisecond or more, by fenchel-young.")
    private boolean pooled;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "200",
            description = "The most steps of a full batch. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Passes of Adam over mini-batches, in place of L-BFGS. Default: none.")
    private int epochs;

    @Option(
            names = "--batch",
            paramLabel = "B",
            defaultValue = "32",
            description = "Examples of a mini-batch. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--early-stopping",
            paramLabel = "SHARE",
            description = "Keeps a share of the examples apart, and stops where their loss was least; no"
                    + " intervals then. 0 for none."
                    + " Default: none; 0.2 for boosted by a loss.")
    private Optional<Double> earlyStopping = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "The first learning rate. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Mixin
    private final TreeOptions trees = new TreeOptions();

    @Mixin
    private final InexactOption inexact = new InexactOption();

    @Mixin
    private final GuardOption guard = new GuardOption();

    /**
     * What cross-validation chooses among.
     *
     * @param l2 the penalty
     * @param epsilon the amplitude, or none for the usual one
     */
    record Setting(double l2, Optional<String> epsilon) {
        @Override
        public String toString() {
            return "l2 = " + l2 + epsilon.map(text -> ", epsilon = " + text).orElse("");
        }
    }

    /** Returns all pairs of a penalty and an amplitude. */
    List<Setting> settings() {
        List<Optional<String>> amplitudes = epsilon.isEmpty()
                ? List.of(Optional.empty())
                : epsilon.stream().map(Optional::of).toList();
        return amplitudes.stream()
                .flatMap(amplitude -> l2.stream().map(penalty -> new Setting(penalty, amplitude)))
                .toList();
    }

    String loss() {
        return loss;
    }

    /** Says whether fits go by known solutions, which no checkpoint holds. */
    boolean isPooled() {
        return pooled;
    }

    boolean isFenchelYoung() {
        return loss.equals(FENCHEL_YOUNG);
    }

    CostModel model(Layout layout, List<String> features, LinearOracle first) {
        String kind = costModel.orElse(layout == Layout.WIDE ? LINEAR : SHARED);
        return switch (kind) {
            case SHARED -> SharedLinearModel.of(features, link.orElse(Link.IDENTITY));
            case LINEAR -> LinearModel.of(features, first.dimension(), link.orElse(Link.IDENTITY));
            case BOOSTED -> {
                Link usual = first.domain().isEverywhere() ? Link.IDENTITY : Link.SOFTPLUS;
                yield BoostedModel.of(features, link.orElse(usual), trees.settings());
            }
            default ->
                throw new InvalidArgumentException(
                        "--cost-model = " + kind + " is unknown",
                        "Maybe one of " + SHARED + ", " + LINEAR + ", " + BOOSTED);
        };
    }

    /** Makes a learner of a model, for a cluster by texts alone; threads and seed are still to be given. */
    Learner learner(
            CostModel model, boolean followsColumn, Setting setting, boolean byText, PluginCatalogue catalogue) {
        Learner learner = Learner.of(model)
                .samples(samples)
                .l2(setting.l2())
                .l1(l1)
                .errors(errors)
                .iterations(iterations)
                .inexact(inexact.policy(InexactPolicy.FAIL))
                .guard(guard.guard());
        if (sharesSearches) {
            learner.shareSearches();
        }
        if (pooled) {
            learner.pooled();
        }
        if (epochs > 0) {
            learner.miniBatches(epochs, batch, rate);
        }
        boolean grows = model instanceof BoostedModel && !loss.equals(MOMENTS);
        double apart = earlyStopping.orElse(grows ? KEPT_APART : 0);
        if (apart != 0) {
            learner.earlyStopping(apart);
        }
        if (loss.equals(MOMENTS)) {
            learner.moments();
        } else if (!isFenchelYoung()) {
            String text = otherText(setting, catalogue);
            if (byText) {
                learner.loss(text);
            } else {
                learner.loss(catalogue.create(LossProvider.class, text));
            }
        }
        Optional<String> law = noise.or(() -> followsColumn ? Optional.of("gamma:shape=5") : Optional.empty());
        law.ifPresent(text -> learner.noise(NoiseModel.parse(text, followsColumn, catalogue)));
        setting.epsilon().ifPresent(text -> {
            if (text.equals(LEARN)) {
                learner.learnEpsilon();
            } else {
                learner.epsilon(number("--epsilon", text));
            }
        });
        fixed.forEach(learner::fix);
        bounds.forEach((name, range) -> {
            int dots = range.indexOf("..");
            if (dots < 0) {
                throw new InvalidArgumentException(
                        "--bound " + name + "=" + range + " has no '..'",
                        "Maybe " + name + "=0.. or " + name + "=0..1");
            }
            String low = range.substring(0, dots);
            String high = range.substring(dots + 2);
            learner.bound(
                    name,
                    low.isEmpty() ? Double.NEGATIVE_INFINITY : number("--bound " + name, low),
                    high.isEmpty() ? Double.POSITIVE_INFINITY : number("--bound " + name, high));
        });
        return learner;
    }

    /** What is left out in the text of a loss, or of its layer, is filled by options that it has. */
    private String otherText(Setting setting, PluginCatalogue catalogue) {
        Map<String, String> more = new LinkedHashMap<>();
        noise.ifPresent(text -> more.put("noise", text));
        setting.epsilon().filter(text -> !text.equals(LEARN)).ifPresent(text -> more.put("epsilon", text));
        more.put("samples", String.valueOf(samples));
        more.put("guard", guard.text());
        return LossText.withMissing(loss, more, catalogue);
    }

    /** Returns what the loss learns from. */
    Class<?> target(PluginCatalogue catalogue, LinearOracle oracle) {
        if (isFenchelYoung() || loss.equals(MOMENTS)) {
            return Decision.class;
        }
        LossFactory other =
                catalogue.create(LossProvider.class, otherText(settings().get(0), catalogue));
        try (EstimatingEquation<?> equation = other.on(oracle, 0, 1)) {
            return equation.targetType();
        }
    }

    private static double number(String option, String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException wrong) {
            throw new InvalidArgumentException(
                    option + " = '" + text + "' is not a number", "Maybe a number such as 0.5");
        }
    }
}
