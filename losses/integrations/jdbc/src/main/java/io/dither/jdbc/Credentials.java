package io.dither.jdbc;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The user and the password of a database, from the environment: {@code DITHER_DB_USER}, and {@code DITHER_DB_PASSWORD}
 * or the file that {@code DITHER_DB_PASSWORD_FILE} names. Blanks and line breaks at the end of the file are ignored. No
 * message shows the password.
 */
final class Credentials {
    private static final String USER = "DITHER_DB_USER";
    private static final String PASSWORD = "DITHER_DB_PASSWORD";
    private static final String FILE = "DITHER_DB_PASSWORD_FILE";

    private final String user;
    private final String password;

    private Credentials(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Takes user and password from variables.
     *
     * @param environment the variables by name, such as {@code System.getenv()}
     * @return the credentials; if user or password are not set, the driver takes them from the address of the database
     * @throws InvalidArgumentException if the password is given twice
     * @throws DataException if the file of the password cannot be read
     */
    static Credentials of(Map<String, String> environment) {
        Arguments.require(
                !environment.containsKey(PASSWORD) || !environment.containsKey(FILE),
                PASSWORD + " and " + FILE + " are both set",
                "Maybe unset one of them");
        String file = environment.get(FILE);
        String password = file == null ? environment.getOrDefault(PASSWORD, "") : read(Arguments.path(file));
        return new Credentials(environment.getOrDefault(USER, ""), password);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException unreadable) {
            throw new DataException(
                    file.toString(), 0, "cannot be read. Maybe " + FILE + " names another file", unreadable);
        }
    }

    /** Returns the connection properties that JDBC drivers take; without user or password if they are not set. */
    Properties properties() {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** Removes the password from a driver's message. */
    String withoutPassword(String text) {
        return password.isEmpty() ? text : text.replace(password, "***");
    }

    @Override
    public String toString() {
        return "credentials of user '" + user + "'";
    }
}
