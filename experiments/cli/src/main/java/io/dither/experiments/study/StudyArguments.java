package io.dither.experiments.study;

import io.dither.error.Arguments;
import io.dither.experiments.launch.Subcommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The arguments of a command that takes a study file: the options of the file stand before the options of the command line. */
public final class StudyArguments {
    private static final String SET = "--set";

    private final CommandSpec command;
    /** All names of the options on the command line: the study file does not set these options. */
    private final Set<String> optionNames = new HashSet<>();

    /** The values of {@code --set}. */
    private final List<String> assignments = new ArrayList<>();

    private final List<String> files = new ArrayList<>();

    private StudyArguments(CommandSpec command) {
        this.command = command;
    }

    /**
     * Adds the options of the study file that the arguments name; an option of the command line takes the place of the file's.
     *
     * @param arguments the arguments, with the name of the command
     * @param name the name of the command
     * @param command the command
     * @return the arguments with the options of the file after the name of the command; the same arguments if they name no file, ask for help
     *     or have an option that the command does not know
     * @throws io.dither.error.DataException if the file cannot be read, or is wrong
     */
    public static List<String> expanded(List<String> arguments, String name, CommandLine command) {
        int commandIndex = arguments.indexOf(name);
        StudyArguments study = new StudyArguments(command.getCommandSpec());
        // another command, a call for help, an option that the parser will refuse, or no name of a study file;
        // an empty name is refused later, when the arguments are parsed
        if (commandIndex < 0
                || arguments.subList(0, commandIndex).contains("help")
                || !study.read(arguments.subList(commandIndex + 1, arguments.size()))
                || study.files.stream().allMatch(String::isEmpty)) {
            return arguments;
        }
        String fileName = study.files.get(0);
        Arguments.require(
                fileName.endsWith(".toml"),
                "'" + fileName + "' is not a study file, whose name ends with .toml",
                "Maybe --data " + fileName + ", or 'dither look " + fileName + " --write study.toml'");
        StudyFile file = StudyFile.read(
                Arguments.path(fileName),
                command.getCommandSpec(),
                command.<Subcommand>getCommand().optionGroups());
        study.assignments.forEach(file::set);
        List<String> expanded = new ArrayList<>(arguments.subList(0, commandIndex + 1));
        expanded.addAll(file.arguments(study.optionNames));
        expanded.addAll(arguments.subList(commandIndex + 1, arguments.size()));
        return expanded;
    }

    /**
     * Sorts arguments into study files, changes by --set, and names of other options. Returns false if an argument asks for help, or if the
     * command does not have this option: the parser then refuses the argument.
     */
    private boolean read(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-")) {
                files.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            OptionSpec option = command.findOption(equals < 0 ? argument : argument.substring(0, equals));
            if (option == null || option.usageHelp()) {
                return false;
            }
            boolean hasValue = option.arity().max() > 0;
            String value = equals >= 0 ? argument.substring(equals + 1) : "";
            if (hasValue && equals < 0 && i + 1 < arguments.size()) {
                value = arguments.get(++i);
            }
            if (option.longestName().equals(SET)) {
                assignments.add(value);
            } else {
                optionNames.addAll(List.of(option.names()));
            }
        }
        return true;
    }
}
