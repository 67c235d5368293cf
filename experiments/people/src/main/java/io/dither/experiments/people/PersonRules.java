package io.dither.experiments.people;

import static io.dither.experiments.launch.OptionRule.excludes;
import static io.dither.experiments.launch.OptionRule.needs;

import io.dither.experiments.launch.OptionRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of {@code dither learn} about {@code --tastes} and {@code --classes}: which options do not go with them, and
 * which options need which others. A test lists all options that go with both, so that a new option must be added to the
 * rules or to the test.
 */
final class PersonRules {
    private static final String TASTES = "--tastes";
    private static final String CLASSES = "--classes";
    private static final String PERSON = "--person";

    private static final String PENALTY = "a penalty would shrink what is estimated";
    private static final String NOT_STOCHASTIC = "each step of the search uses all decisions";
    private static final String VALIDATION = "there is nothing to choose by cross-validation";

    /** All rules, in the order in which they are checked. */
    static final List<OptionRule> ALL = all();

    private PersonRules() {}

    /** Returns the options that go neither with tastes nor with classes, each with the reason. */
    private static Map<String, String> excludedOptions() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("--resume", "tastes keep no checkpoint");
        reasons.put("--continue", "tastes start at the same weights for all persons");
        reasons.put("--effects", "effects of coordinates, and nests, are the same for all persons");
        reasons.put("--effects-ridge", PENALTY);
        reasons.put("--l2", PENALTY);
        reasons.put("--l1", PENALTY);
        reasons.put("--bound", "a law keeps tastes on one side of 0: --tastes lognormal");
        reasons.put("--link", "costs are linear in tastes");
        reasons.put("--pooled", "solutions are pooled for one taste");
        reasons.put("--early-stopping", NOT_STOCHASTIC);
        reasons.put("--epochs", NOT_STOCHASTIC);
        reasons.put("--batch", NOT_STOCHASTIC);
        reasons.put("--rate", NOT_STOCHASTIC);
        reasons.put("--folds", VALIDATION);
        reasons.put("--choose-by", VALIDATION);
        return reasons;
    }

    private static List<OptionRule> all() {
        List<OptionRule> rules = new ArrayList<>(List.of(
                excludes(
                        TASTES,
                        List.of("--membership"),
                        "classes with tastes have the same shares for all persons",
                        "leave --membership out"),
                needs("--tastes-in", List.of(TASTES), "only tastes have a law", "add --tastes normal"),
                needs("--correlated", List.of(TASTES), "only tastes have a law", "add --tastes normal"),
                needs("--draws", List.of(TASTES), "only tastes are drawn", "add --tastes normal"),
                needs("--membership", List.of(CLASSES), "only classes have members", "add --classes 2..5")));
        for (String option : List.of(TASTES, CLASSES)) {
            rules.add(needs(
                    option,
                    List.of(PERSON),
                    "it is about persons, each with several decisions",
                    "add --person traveller, the column that names them"));
            excludedOptions()
                    .forEach((other, reason) ->
                            rules.add(excludes(option, List.of(other), reason, "leave " + other + " out")));
        }
        return List.copyOf(rules);
    }
}
