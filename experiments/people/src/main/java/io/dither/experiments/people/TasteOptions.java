package io.dither.experiments.people;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.learning.PersonOptions;
import io.dither.experiments.text.Html;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonResults;
import io.dither.people.People;
import io.dither.people.PeopleEstimator;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Tastes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options for weights that differ between persons. */
public final class TasteOptions implements PersonOptions {
    /** A comma between the terms of {@code --tastes}; a comma inside parentheses belongs to the name of a weight. */
    private static final String COMMA = ",(?![^()]*\\))";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))?");

    /** A term that fixes a weight in a class: the name, the number of the class, and the value. */
    private static final Pattern OF_CLASS = Pattern.compile("\\s*(.+) of class (\\d{1,2})\\s*=(.*)");

    @Option(
            names = "--tastes",
            paramLabel = "LAW",
            description = {
                "Let weights differ between persons by a law, such as normal or lognormal.",
                "Others are triangular, uniform and fixed. NAME=LAW is for one weight. If there is no law for all, weights that are not named are fixed. "
                        + "lognormal keeps the sign of a weight. With --classes, tastes differ within each class, and 'NAME of class 1=0' fixes a weight in a class."
            })
    private List<String> laws = List.of();

    @Option(
            names = "--tastes-in",
            paramLabel = "NAME",
            description = {
                "Let tastes be ratios to this weight: the law of --tastes is of willingness to pay.",
                "The weight itself is lognormal, or fixed if --tastes only has laws of other weights."
            })
    private Optional<String> unit = Optional.empty();

    @Option(names = "--correlated", description = "Let tastes be correlated.")
    private boolean isCorrelated;

    @Option(
            names = "--draws",
            paramLabel = "R",
            description = {
                "Draw R tastes per person. Default: 256, or 40 with moments.",
                "With a likelihood, R is only the first number: more are drawn as needed."
            })
    private Optional<Integer> draws = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "K",
            description = {
                "Fit K classes of persons, each with its own weights; 2..5 chooses by BIC.",
                "K is from 2 to 10."
            })
    private Optional<String> classes = Optional.empty();

    @Override
    public boolean areGiven() {
        return !laws.isEmpty() || classes.isPresent();
    }

    @Override
    public List<OptionRule> rules() {
        return PersonRules.ALL;
    }

    /** Returns the options as one text for reports and for the digest of the fit: "normal, in cost, 100 draws". */
    private String text() {
        return String.join(",", laws)
                + unit.map(name -> ", in " + name).orElse("")
                + (isCorrelated ? ", correlated" : "")
                + draws.map(count -> ", " + count + " draws").orElse("");
    }

    @Override
    public PersonEstimator estimator(List<String> covariates, Optional<String> payIn) {
        return estimator(covariates).withRatiosTo(payIn);
    }

    private PeopleEstimator estimator(List<String> covariates) {
        if (laws.isEmpty()) {
            return ofClasses(covariates);
        }
        return classes.isEmpty()
                ? PeopleEstimator.tastes(text(), this::configure)
                : PeopleEstimator.tasteClasses(text(), numberOfClasses(), this::configure);
    }

    @Override
    public void write(PersonResults results, Html html) {
        if (results instanceof People people) {
            new PersonsSection(people, html).write();
        }
    }

    private PeopleEstimator ofClasses(List<String> covariates) {
        String text = classes.orElseThrow();
        Matcher range = RANGE.matcher(text);
        Arguments.require(
                range.matches(),
                "--classes = " + text + " is not a number of classes",
                "Maybe choose 3, or 2..5 for the best of these");
        int minClasses = Integer.parseInt(range.group(1));
        int maxClasses = range.group(2) == null ? minClasses : Integer.parseInt(range.group(2));
        return PeopleEstimator.classes(minClasses, maxClasses, covariates);
    }

    private int numberOfClasses() {
        String text = classes.orElseThrow();
        Arguments.require(
                text.matches("[2-9]|10"),
                "--classes = " + text + " with --tastes is not a number of classes from 2 to 10",
                "Maybe choose 2, then other numbers, and compare their BIC");
        return Integer.parseInt(text);
    }

    /** Sets the laws, the draws, the unit and the correlation of the options. */
    private Tastes configure(Tastes tastes) {
        List<String> lawsForAll = new ArrayList<>();
        for (String term : laws.stream()
                .flatMap(text -> List.of(text.split(COMMA)).stream())
                .toList()) {
            int equals = term.lastIndexOf('=');
            Matcher ofClass = OF_CLASS.matcher(term);
            if (ofClass.matches()) {
                tastes.fixInClass(ofClass.group(1), Integer.parseInt(ofClass.group(2)), number(term, ofClass.group(3)));
            } else if (equals < 0) {
                lawsForAll.add(term.strip());
            } else {
                tastes.law(
                        term.substring(0, equals).strip(),
                        Law.parse(term.substring(equals + 1).strip()));
            }
        }
        Arguments.require(
                lawsForAll.size() <= 1,
                "--tastes = " + String.join(",", laws) + " has " + lawsForAll.size() + " laws for all weights",
                "Maybe write NAME=LAW for one of them");
        tastes.law(lawsForAll.isEmpty() ? Law.FIXED : Law.parse(lawsForAll.get(0)));
        draws.ifPresent(tastes::draws);
        unit.ifPresent(tastes::in);
        return isCorrelated ? tastes.correlated() : tastes;
    }

    private static double number(String term, String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException word) {
            throw new InvalidArgumentException(
                    "--tastes: '" + term.strip() + "' does not fix a weight at a number",
                    "Maybe write 'time of class 1=0'");
        }
    }
}
