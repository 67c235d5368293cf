package io.dither.experiments.learning;

import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.text.Html;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonResults;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Stands in if no module on the class path has options for persons. Then no option can be given, so no estimator is needed. */
@Command
final class NoPersonOptions implements PersonOptions {
    @Override
    public boolean areGiven() {
        return false;
    }

    @Override
    public List<OptionRule> rules() {
        return List.of();
    }

    @Override
    public PersonEstimator estimator(List<String> covariates, Optional<String> payIn) {
        throw new IllegalStateException("all persons have one taste");
    }

    @Override
    public void write(PersonResults results, Html html) {}
}
