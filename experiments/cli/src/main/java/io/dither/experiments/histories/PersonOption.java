package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Role;
import io.dither.data.Instance;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.Context;
import io.dither.learn.persons.PersonModel;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The option {@code --person} of commands that read a saved model: the column with the person of an example. The persons are the clusters
 * of the examples.
 */
final class PersonOption {
    @Option(
            names = "--person",
            paramLabel = "COL",
            description = {
                "Read the person from this column. Default: the column of the model.",
                "The decisions of known persons follow their own tastes, those of others the tastes of all."
            })
    private Optional<String> person = Optional.empty();

    /**
     * Sets the column of persons.
     *
     * @param setup the setup of the model
     * @return the same setup with the column of this option, if it is given
     */
    Setup applyTo(Setup setup) {
        return person.map(column -> setup.with(Role.CLUSTER, column)).orElse(setup);
    }

    /**
     * Warns of examples whose persons the model does not know.
     *
     * @param persons the persons of the model; empty if all persons have the same weights
     * @param examples the examples that the model decides
     * @param context receives the warning
     * @throws InvalidArgumentException if a column was chosen, and none of the examples has a person there
     */
    void warnOfUnknownPersons(Optional<PersonModel> persons, List<Instance> examples, Context context) {
        Arguments.require(
                person.isEmpty()
                        || examples.stream()
                                .anyMatch(instance -> !instance.cluster().isEmpty()),
                "--person = " + person.orElse("") + " names no persons: there is no such column, or it is empty",
                "Maybe the name is misspelt");
        persons.ifPresent(model -> {
            long unknownPersons = examples.stream()
                    .filter(instance -> !model.names().contains(instance.cluster()))
                    .count();
            if (unknownPersons > 0) {
                context.err()
                        .println("dither: the persons of " + unknownPersons + " of " + examples.size()
                                + " examples are not known to the model, which decides for them by the tastes of all");
            }
        });
    }
}
