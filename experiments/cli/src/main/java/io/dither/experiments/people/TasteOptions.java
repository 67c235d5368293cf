package io.dither.experiments.people;

import io.dither.error.Arguments;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.tastes.Law;
import io.dither.learn.tastes.Tastes;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** How weights vary between persons, as options. */
public final class TasteOptions {
    /** Terms may have commas in parentheses. */
    private static final String COMMA = ",(?![^()]*\\))";

    private static final String PENALTY = "a penalty would shrink what is estimated";
    private static final String STEPS = "tastes are found by full passes";
    private static final String ALONE = "tastes are found on this machine, without checkpoints";

    /** What tastes cannot use, and why. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("--master", ALONE);
        REASONS.put("--resume", ALONE);
        REASONS.put("--continue", "tastes start at one taste for all");
        REASONS.put("--effects", "effects of coordinates are the same for all persons");
        REASONS.put("--effects-ridge", PENALTY);
        REASONS.put("--l2", PENALTY);
        REASONS.put("--l1", PENALTY);
        REASONS.put("--bound", "a law keeps tastes on one side of 0: --tastes lognormal");
        REASONS.put("--link", "costs are linear in tastes");
        REASONS.put("--pooled", "solutions are pooled for one taste");
        REASONS.put("--share-searches", "trips of one origin are of persons who differ");
        REASONS.put("--early-stopping", STEPS);
        REASONS.put("--epochs", STEPS);
        REASONS.put("--batch", STEPS);
        REASONS.put("--rate", STEPS);
        REASONS.put("--folds", "there is nothing to choose by cross-validation");
        REASONS.put("--choose-by", "there is nothing to choose by cross-validation");
    }

    @Option(
            names = "--tastes",
            paramLabel = "LAW",
            description =
                    "Let weights differ between persons (--person) by this law: normal, lognormal (of one sign), triangular or fixed;"
                            + " NAME=LAW for one weight. If no law is for all, weights that are not named are fixed.")
    private List<String> laws = List.of();

    @Option(names = "--correlated", description = "Let tastes be correlated.")
    private boolean correlated;

    @Option(
            names = "--draws",
            paramLabel = "R",
            description =
                    "Draw R tastes per person, at first if there is a likelihood, which takes as many as it needs. Default: 128, or 40"
                            + " by moments.")
    private Optional<Integer> draws = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    /** {@return whether persons differ} */
    public boolean areGiven() {
        return !laws.isEmpty();
    }

    /** Refuses options beside which tastes have no meaning, and those that have none without tastes. */
    public void check() {
        ParseResult given = command.commandLine().getParseResult();
        if (!areGiven()) {
            for (String option : List.of("--correlated", "--draws")) {
                Arguments.require(
                        !given.hasMatchedOption(option),
                        option + " is of tastes, and there are none",
                        "Maybe add --tastes normal");
            }
            return;
        }
        Arguments.require(
                given.hasMatchedOption("--person"),
                "--tastes = " + String.join(",", laws) + " needs persons, each with several decisions",
                "Maybe --person traveller, the column that names them");
        REASONS.forEach((option, reason) -> Arguments.require(
                !given.hasMatchedOption(option), option + " is not for --tastes: " + reason, "Maybe leave it out"));
    }

    /** {@return what was chosen, for people} */
    public String text() {
        return String.join(",", laws)
                + (correlated ? ", correlated" : "")
                + draws.map(count -> ", " + count + " draws").orElse("");
    }

    /**
     * {@return what learns tastes}
     *
     * @param model the cost model
     * @param settings how to fit
     * @param catalogue where losses and noises are found
     */
    public Tastes tastes(CostModel model, FitSettings settings, PluginCatalogue catalogue) {
        Tastes tastes = Tastes.of(model, settings, catalogue);
        List<String> all = new ArrayList<>();
        for (String one : laws.stream()
                .flatMap(text -> List.of(text.split(COMMA)).stream())
                .toList()) {
            int equals = one.lastIndexOf('=');
            if (equals < 0) {
                all.add(one.strip());
            } else {
                tastes.law(
                        one.substring(0, equals).strip(),
                        Law.parse(one.substring(equals + 1).strip()));
            }
        }
        Arguments.require(
                all.size() <= 1,
                "--tastes = " + String.join(",", laws) + " has " + all.size() + " laws for all weights",
                "Maybe NAME=LAW for one of them");
        tastes.law(all.isEmpty() ? Law.FIXED : Law.parse(all.get(0)));
        draws.ifPresent(tastes::draws);
        return correlated ? tastes.correlated() : tastes;
    }
}
