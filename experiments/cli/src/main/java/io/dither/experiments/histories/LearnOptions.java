package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.setup.Layout;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.UnknownNameException;
import io.dither.experiments.launch.InexactOption;
import io.dither.experiments.launch.RoadHistory;
import io.dither.layer.LossProvider;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Tuning;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.study.Study;
import io.dither.oracle.InexactPolicy;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the cost model, the noise, the loss and the search. */
final class LearnOptions {
    /** The default of --early-stopping for trees, which overfit if nothing stops them. */
    private static final double EARLY_STOPPING_OF_TREES = 0.2;

    /** The loss that {@code logit} stands for: the likelihood, under Gumbel noise unless another noise is named. */
    private static final String LIKELIHOOD = "likelihood";

    private static final String LOGIT_NAME = "logit";
    private static final Pattern LOGIT = Pattern.compile("^(logit|mnl|multinomial-logit)(?=:|$)");
    /** Names from other tools that are no losses here, each with what to write instead. */
    private static final Map<String, String> OTHER_LOSSES = Map.of(
            "probit",
            "Maybe use --loss fenchel-young --noise gaussian, under which choices follow a probit",
            "mixed-logit",
            "Maybe use --noise gumbel --tastes normal --person COL",
            "least-squares",
            "Maybe use cost-distance, which needs true costs");
    /** Names from other tools that are no noises here, each with what to write instead. */
    private static final Map<String, String> OTHER_NOISES = Map.of(
            "logit", "Maybe use --noise gumbel, under which choices follow a logit, or --loss logit",
            "probit", "Maybe use --noise gaussian, under which choices follow a probit",
            "normal", "Maybe use --noise gaussian");

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            description = {
                "Learn by this loss: moments, logit ... Default: ${DEFAULT-VALUE}.",
                "fenchel-young is convex; moments suits lognormal noise and learns epsilon; logit is the likelihood "
                        + "under Gumbel noise. 'dither losses' lists all."
            })
    String loss = FitSettings.FENCHEL_YOUNG;

    @Option(
            names = "--noise",
            paramLabel = "NOISE",
            description = {
                "Perturb costs by this noise: gumbel ... Default: by oracle and loss.",
                "Deciders see the costs with this noise: gaussian (a probit), gumbel (a logit), gamma:shape=5 (for "
                        + "costs of at least 0), lognormal (by moments) and others. Default: gaussian if the oracle takes any "
                        + "costs; if costs are at least 0, gamma:shape=5 by fenchel-young and lognormal by other losses."
            })
    private Optional<String> noise = Optional.empty();

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            split = ",",
            description = {
                "Set the amplitude of the noise; learn estimates it. Default: learn or 1.",
                "Of several values, such as 0.1,0.3,1, cross-validation chooses the best. Default: learn if a fixed "
                        + "weight or a known part of the costs sets the scale, or by moments; otherwise 1."
            })
    private List<String> epsilon = List.of();

    @Option(
            names = "--samples",
            paramLabel = "M",
            description = {
                "Draw this many samples per example. Default: at most 20.",
                "Default: 20 if all examples together have at most 250,000 coordinates, then fewer in proportion, "
                        + "but at least 2, with standard errors 1.2 times larger. None are drawn if probabilities are exact, "
                        + "as those of choices are."
            })
    private Optional<Integer> samples = Optional.empty();

    @Option(
            names = "--l2",
            paramLabel = "L2",
            split = ",",
            description = {
                "Penalise half the squared standardised weights by this. Default: 0.",
                "Of several values, such as 0,0.01,0.1, cross-validation chooses the best."
            })
    private List<Double> l2 = List.of(0.0);

    @Option(
            names = "--l1",
            paramLabel = "L1",
            description = "Penalise the absolute standardised weights by this. Default: 0.")
    private double l1;

    @Option(
            names = "--effects-ridge",
            paramLabel = "S",
            split = ",",
            description = {
                "Shrink --effects to 0 by this ridge penalty. Default: the best of four.",
                "The penalty is half the squared effects times this. Of several values cross-validation chooses the "
                        + "best. Default: the best of 1, 0.01, 0.001 and 0.0001."
            })
    private List<Double> ridges = List.of();

    @Option(
            names = "--fix",
            paramLabel = "NAME=V",
            description = {
                "Fix a weight, such as toll=1: it becomes the unit of the others.",
                "Epsilon is then learnt, in the same unit."
            })
    private List<String> fixed = List.of();

    @Option(
            names = "--bound",
            paramLabel = "NAME=LOW..HIGH",
            description = {
                "Keep a weight within bounds. Default: at least 0 if costs must be.",
                "Either end may be left out: km=0.. or km=..2."
            })
    private List<String> bounds = List.of();

    @Option(
            names = "--cost-model",
            paramLabel = "MODEL",
            description = {
                "Model costs by shared-linear, linear or boosted. Default: by layout.",
                "shared-linear: one weight per feature; linear: a row of weights per coordinate (layout wide); "
                        + "boosted: trees over the features, under any loss, such as boosted:depth=3,rounds=500 ('dither "
                        + "cost-models boosted' lists its parameters); or a model of a plugin. Default: linear for the layout "
                        + "wide, shared-linear for the others."
            })
    private Optional<String> costModel = Optional.empty();

    @Option(
            names = "--link",
            paramLabel = "LINK",
            description = {
                "Map the weighted sum to a cost: identity, exp or softplus. Default: identity.",
                "Default for trees: softplus if costs must be at least 0."
            })
    private Optional<Link> link = Optional.empty();

    @Option(
            names = "--errors",
            paramLabel = "KIND",
            description = {
                "Estimate standard errors: bootstrap, model, none ... Default: robust.",
                "robust: sandwich estimator; jackknife, bootstrap: for small histories; model: "
                        + "inverse Hessian, for likelihoods; pseudo_true: sandwich under a penalty, for the value that the "
                        + "penalty leads to; none."
            })
    private Optional<FitSettings.Errors> errors = Optional.empty();

    @Option(
            names = "--weighting",
            paramLabel = "KIND",
            description = {
                "Take weights of examples as importance or frequency. Default: importance.",
                "The scale of importance weights changes no standard error; a frequency is a number of equal rows."
            })
    private FitSettings.Weighting weighting = FitSettings.Weighting.IMPORTANCE;

    @Option(
            names = "--pooled",
            description = {
                "Reuse solutions found earlier, so that usually a third of the solves suffices.",
                "For solvers that take 1 ms or more, by fenchel-young."
            })
    private boolean isPooled;

    @Option(names = "--iterations", paramLabel = "N", description = "Stop after N full-batch iterations. Default: 200.")
    private int iterations = 200;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Train by N passes of Adam over mini-batches. Default: none; L-BFGS instead.")
    private int epochs;

    @Option(names = "--batch", paramLabel = "B", description = "Use mini-batches of B examples. Default: 32.")
    private int batch = 32;

    @Option(
            names = "--early-stopping",
            paramLabel = "SHARE",
            description = {
                "Stop at the least loss on this share of the examples. Default: 0.",
                "The share is set aside for validation; the fit then has no intervals. Default for boosted trees by "
                        + "a loss: 0.2."
            })
    private Optional<Double> earlyStopping = Optional.empty();

    @Option(names = "--rate", paramLabel = "R", description = "Start Adam at this learning rate. Default: 0.1.")
    private double rate = 0.1;

    @Mixin
    private final InexactOption inexact = new InexactOption();

    /**
     * Checks names before data are read, and replaces {@code logit} and its other names by the likelihood.
     *
     * @throws InvalidArgumentException if there is no such loss, noise or cost model
     */
    void check(Setup setup, PluginCatalogue catalogue) {
        String advice = OTHER_LOSSES.getOrDefault(loss, "");
        Arguments.require(advice.isEmpty(), "--loss = " + loss + " is not the name of a loss", advice);
        loss = LOGIT.matcher(loss).replaceFirst(LIKELIHOOD);
        noise.ifPresent(text -> {
            String noiseAdvice = OTHER_NOISES.getOrDefault(text, "");
            Arguments.require(noiseAdvice.isEmpty(), "--noise = " + text + " is not the name of a noise", noiseAdvice);
            // the results of this call, and of create below, are not used: both refuse unknown names
            NoiseModel.parse(text, setup.roles().containsKey(Role.NOISE_BY), catalogue);
        });
        if (!loss.equals(FitSettings.FENCHEL_YOUNG) && !loss.equals(FitSettings.MOMENTS)) {
            requireKnownLoss(catalogue);
        }
        catalogue.create(CostModelProvider.class, costModel(setup));
    }

    /** Refuses an unknown loss by creating it; the message lists {@code logit} too, which is no plugin. */
    private void requireKnownLoss(PluginCatalogue catalogue) {
        try {
            // any amplitude and any number of samples would do
            catalogue.create(LossProvider.class, lossText("", 1, catalogue));
        } catch (UnknownNameException unknown) {
            if (!loss.startsWith(unknown.name())) {
                throw unknown; // the unknown name is inside the loss, such as that of its noise
            }
            List<String> names = new ArrayList<>(unknown.validNames());
            names.addAll(List.of(LOGIT_NAME, FitSettings.FENCHEL_YOUNG, FitSettings.MOMENTS));
            throw new UnknownNameException(
                    "loss", unknown.name(), names.stream().distinct().sorted().toList(), "Maybe one of these");
        }
    }

    /** Sets the options that the history of a map suggests, except those that the user chose. */
    void useSuggestions(RoadHistory history, MapHistory map) {
        loss = map.suggests("--loss") ? RoadHistory.LOSS : loss;
        noise = map.suggests("--noise") ? Optional.of(RoadHistory.NOISE) : noise;
        fixed = map.suggests("--fix") ? List.of(history.fixedWeight()) : fixed;
    }

    /** Refuses --errors if no fit of the study can have standard errors. */
    void refuseImpossibleErrors(Study study) {
        errors.ifPresent(kind -> {
            String reason = study.reasonWithoutErrors();
            Arguments.require(
                    reason.isEmpty(),
                    "--errors " + kind.name().toLowerCase(Locale.ROOT) + " cannot be estimated: " + reason,
                    "Maybe leave --errors out");
        });
    }

    /** Returns the text of the cost model, with the link of {@code --link}. */
    String costModel(Setup setup) {
        Map<String, String> parameters = new LinkedHashMap<>();
        link.ifPresent(function -> parameters.put("link", function.name().toLowerCase(Locale.ROOT)));
        String text = costModel.orElse(setup.layout() == Layout.WIDE ? LinearModel.ID : SharedLinearModel.ID);
        return PluginSpec.parse(text).with(parameters).toString();
    }

    /** Returns the settings that cross-validation chooses among: all combinations of amplitudes and penalties. */
    List<FitSettings> settings(StudyInput input) {
        PluginCatalogue catalogue = input.plugins();
        boolean hasEffects = input.hasEffects();
        int sampleCount = samples.orElseGet(() -> FitSettings.samplesFor(input.observations()));
        Arguments.require(
                hasEffects || ridges.isEmpty(),
                "--effects-ridge = " + ridges + " shrinks nothing: the model has no effects",
                "Maybe leave it out");
        FitSettings common = FitSettings.USUAL
                .samples(sampleCount)
                .l1(l1)
                .errors(errors.orElse(FitSettings.Errors.ROBUST))
                .weighting(weighting)
                .iterations(iterations)
                .inexact(inexact.policy(InexactPolicy.FAIL))
                .pooled(isPooled)
                // moments have no loss whose least value could stop the search
                .earlyStopping(earlyStopping.orElse(
                        input.growsTrees() && !loss.equals(FitSettings.MOMENTS) ? EARLY_STOPPING_OF_TREES : 0))
                // only gamma noise can have a shape proportional to a column
                .noise(noise.orElse(input.noiseFollowsLengths() ? "gamma:shape=5" : ""))
                .followsLengths(input.noiseFollowsLengths());
        if (epochs > 0) {
            common = common.epochs(epochs).batch(batch).rate(rate);
        }
        for (String assignment : fixed) {
            Arguments.require(
                    !assignment.contains(".."),
                    "--fix = " + assignment + " is a range",
                    "Maybe use --bound " + assignment);
            common = common.withBound(assignment);
        }
        for (String range : bounds) {
            common = common.withBound(range);
        }
        List<FitSettings> settings = new ArrayList<>();
        for (String amplitude : epsilon.isEmpty() ? List.of("") : epsilon) {
            FitSettings ofAmplitude = (amplitude.isEmpty() ? common : common.with("epsilon", amplitude))
                    .loss(lossText(amplitude, sampleCount, catalogue));
            for (double penalty : l2) {
                FitSettings penalised = ofAmplitude.l2(penalty);
                if (ridges.isEmpty()) { // effects have four ridges by default
                    settings.addAll(hasEffects ? Tuning.ridges(penalised) : List.of(penalised));
                }
                ridges.forEach(ridge -> settings.add(penalised.effectsRidge(ridge)));
            }
        }
        return settings;
    }

    /**
     * Adds noise, amplitude and number of samples to the text of the loss, if they are parameters of the loss or of its layer.
     * {@code amplitude} is empty for its default. Fenchel-Young and moments take all this from the settings instead.
     */
    private String lossText(String amplitude, int sampleCount, PluginCatalogue catalogue) {
        if (loss.equals(FitSettings.FENCHEL_YOUNG) || loss.equals(FitSettings.MOMENTS)) {
            return loss;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        noise.ifPresent(text -> parameters.put("noise", text));
        // the text of a loss takes only a number: that epsilon is learnt is a setting
        if (!amplitude.isEmpty() && !amplitude.equals(FitSettings.LEARN)) {
            parameters.put("epsilon", amplitude);
        }
        parameters.put("samples", String.valueOf(sampleCount));
        return LossText.withMissing(loss, parameters, catalogue);
    }
}
