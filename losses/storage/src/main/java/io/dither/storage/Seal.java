package io.dither.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a JSON file as its own last member, {@code "sha256"}: that of the text with 64 zeros in its place. It tells a file that was
 * changed, or damaged by a disk, from the one that was written.
 */
public final class Seal {
    /** The member that holds the checksum. */
    public static final String MEMBER = "sha256";

    /** The advice to a person who changed the file on purpose. */
    public static final String UNDO =
            "delete its last member, " + MEMBER + ", with the comma before it, if the change is meant";

    private static final Pattern LAST_MEMBER = Pattern.compile(":\\s*\"[0-9a-f]{64}\"\\s*}\\s*$");

    private static final String BLANK = "0".repeat(64);

    private Seal() {}

    /**
     * Adds the checksum.
     *
     * @param json the text of an object with a member at least
     * @return the text with one member more and a newline at its end
     */
    public static String on(String json) {
        String members = json.substring(0, json.lastIndexOf('}')).stripTrailing();
        String blank = members + ",\n  \"" + MEMBER + "\" : \"" + BLANK + "\"\n}\n";
        int at = blank.lastIndexOf(BLANK); // a text with 64 zeros of its own keeps them
        return blank.substring(0, at) + checksum(blank) + blank.substring(at + BLANK.length());
    }

    /**
     * Returns whether a text is as it was when the checksum was added, or never had one.
     *
     * @param text the text
     * @param seal the value of its member {@link #MEMBER}, or null if it has none
     * @return whether it is that of the text; without one, whether no last member looks like it under another name
     */
    public static boolean isIntact(String text, @Nullable String seal) {
        if (seal == null) {
            return !LAST_MEMBER.matcher(text).find();
        }
        int at = text.lastIndexOf(seal); // where it stands; a text may tell of it before
        return seal.length() == BLANK.length()
                && at >= 0
                && checksum(text.substring(0, at) + BLANK + text.substring(at + seal.length()))
                        .equals(seal);
    }

    private static String checksum(String text) {
        return Checksums.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
