package io.dither.experiments.learning;

import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.text.Html;
import io.dither.learn.persons.PersonEstimator;
import io.dither.learn.persons.PersonResults;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The options for persons if no module offers any: all persons have one taste. */
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
