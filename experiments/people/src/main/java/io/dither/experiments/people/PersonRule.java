package io.dither.experiments.people;

import io.dither.error.Arguments;
import java.util.List;

/**
 * An option of {@code dither learn} that does not go with all kinds of persons. A test requires that every other option is listed as
 * one that goes with all of them, so that a new one takes its place here or there.
 *
 * @param option its name
 * @param need the only kind of persons that it goes with
 * @param reason why
 */
public record PersonRule(String option, Need need, String reason) {
    private static final String PENALTY = "a penalty would shrink what is estimated";
    private static final String STEPS = "tastes are found by full passes";
    private static final String VALIDATION = "there is nothing to choose by cross-validation";

    /** All rules, in the order in which they are applied. */
    public static final List<PersonRule> ALL = List.of(
            new PersonRule("--correlated", Need.TASTES, "classes have no law"),
            new PersonRule("--draws", Need.TASTES, "classes are not drawn"),
            new PersonRule("--membership", Need.CLASSES, "tastes follow a column by a product of features"),
            new PersonRule("--resume", Need.ONE_TASTE, "tastes keep no checkpoint"),
            new PersonRule("--continue", Need.ONE_TASTE, "tastes start at one taste for all"),
            new PersonRule("--effects", Need.ONE_TASTE, "effects of coordinates are the same for all persons"),
            new PersonRule("--effects-ridge", Need.ONE_TASTE, PENALTY),
            new PersonRule("--l2", Need.ONE_TASTE, PENALTY),
            new PersonRule("--l1", Need.ONE_TASTE, PENALTY),
            new PersonRule("--bound", Need.ONE_TASTE, "a law keeps tastes on one side of 0: --tastes lognormal"),
            new PersonRule("--link", Need.ONE_TASTE, "costs are linear in tastes"),
            new PersonRule("--pooled", Need.ONE_TASTE, "solutions are pooled for one taste"),
            new PersonRule("--share-searches", Need.ONE_TASTE, "trips of one origin are of persons who differ"),
            new PersonRule("--early-stopping", Need.ONE_TASTE, STEPS),
            new PersonRule("--epochs", Need.ONE_TASTE, STEPS),
            new PersonRule("--batch", Need.ONE_TASTE, STEPS),
            new PersonRule("--rate", Need.ONE_TASTE, STEPS),
            new PersonRule("--folds", Need.ONE_TASTE, VALIDATION),
            new PersonRule("--choose-by", Need.ONE_TASTE, VALIDATION));

    /** Kinds of persons. */
    public enum Need {
        /** Persons whose weights follow a law. */
        TASTES,
        /** Persons of classes. */
        CLASSES,
        /** Persons who do not differ. */
        ONE_TASTE;

        void requireGiven(String option, boolean tastes, boolean classes) {
            Arguments.require(
                    this != TASTES || tastes,
                    option + " is of tastes, and there are none",
                    "Maybe add --tastes normal");
            Arguments.require(
                    this != CLASSES || classes,
                    option + " is of classes, and there are none",
                    "Maybe add --classes 2..5");
        }
    }
}
