package io.dither.storage.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A damaged copy of a file.
 *
 * @param name what was done to it
 * @param bytes the copy
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Damage(String name, byte[] bytes) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final List<String> LIES =
            List.of("2147483647", "2147483646", "-1", "0", "99999999999999999999", "1e308", "NaN", "");
    /** Headers stand in front. */
    private static final int HEADER = 64;

    /** Everything below. */
    static List<Damage> all(byte[] file, int flips, long seed) {
        List<Damage> all = new ArrayList<>();
        all.addAll(cuts(file));
        all.addAll(flips(file, flips, seed));
        all.addAll(isText(file) ? lies(new String(file, UTF_8)) : binaryLies(file));
        all.addAll(encodings(file));
        return all;
    }

    /** The file cut short at every byte. */
    private static List<Damage> cuts(byte[] file) {
        List<Damage> cuts = new ArrayList<>();
        for (int length = 0; length < file.length; length++) {
            cuts.add(new Damage("cut to " + length + " bytes", Arrays.copyOf(file, length)));
        }
        return cuts;
    }

    /** Seeded changes: a bit, a byte, bytes left out, bytes twice, zeros. */
    private static List<Damage> flips(byte[] file, int count, long seed) {
        Random random = new Random(seed);
        List<Damage> flips = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            byte[] copy = file.clone();
            int at = random.nextInt(file.length);
            int end = Math.min(file.length, at + 1 + random.nextInt(8));
            switch (k % 5) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy[at] = (byte) random.nextInt(256);
                case 2 -> copy = spliced(file, at, file, end);
                case 3 -> copy = spliced(file, end, file, at);
                default -> Arrays.fill(copy, at, end, (byte) 0);
            }
            flips.add(new Damage("change " + k + " of seed " + seed + ", at byte " + at, copy));
        }
        return flips;
    }

    private static byte[] spliced(byte[] start, int end, byte[] rest, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(start, 0, end);
        out.write(rest, from, rest.length - from);
        return out.toByteArray();
    }

    /** Each number of a text replaced by what may not stand there. */
    private static List<Damage> lies(String text) {
        List<Damage> lies = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            for (String lie : LIES) {
                String changed = text.substring(0, number.start()) + lie + text.substring(number.end());
                lies.add(new Damage(
                        "'" + lie + "' for " + number.group() + " at byte " + number.start(), changed.getBytes(UTF_8)));
            }
        }
        return lies;
    }

    /** The largest numbers of four and eight bytes, and -1, written over each place of the header, in both orders. */
    private static List<Damage> binaryLies(byte[] file) {
        List<Damage> lies = new ArrayList<>();
        for (int at = 0; at < Math.min(HEADER, file.length - Long.BYTES); at++) {
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                byte[] four = file.clone();
                ByteBuffer.wrap(four).order(order).putInt(at, Integer.MAX_VALUE);
                byte[] eight = file.clone();
                ByteBuffer.wrap(eight).order(order).putLong(at, Long.MAX_VALUE);
                lies.add(new Damage("2^31 - 1 at byte " + at + ", " + order, four));
                lies.add(new Damage("2^63 - 1 at byte " + at + ", " + order, eight));
            }
            byte[] negative = file.clone();
            Arrays.fill(negative, at, at + Integer.BYTES, (byte) -1);
            lies.add(new Damage("-1 at byte " + at, negative));
        }
        return lies;
    }

    /** The text as other programs save it, and with bytes that no text in UTF-8 has. */
    private static List<Damage> encodings(byte[] file) {
        String text = new String(file, isText(file) ? UTF_8 : ISO_8859_1);
        String middle = text.substring(0, text.length() / 2);
        String rest = text.substring(text.length() / 2);
        return List.of(
                new Damage("UTF-16LE with a mark", ("\uFEFF" + text).getBytes(UTF_16LE)),
                new Damage("UTF-16BE with a mark", ("\uFEFF" + text).getBytes(UTF_16BE)),
                new Damage("UTF-16LE", text.getBytes(UTF_16LE)),
                new Damage("UTF-8 with a mark", ("\uFEFF" + text).getBytes(UTF_8)),
                new Damage("Latin-1", (middle + "\u00E9" + rest).getBytes(ISO_8859_1)),
                new Damage("a zero in the middle", (middle + "\u0000" + rest).getBytes(UTF_8)),
                new Damage(
                        "lines that end with CR LF", text.replace("\n", "\r\n").getBytes(UTF_8)),
                new Damage("lines that end with CR", text.replace("\n", "\r").getBytes(UTF_8)),
                new Damage("the file twice", (text + text).getBytes(isText(file) ? UTF_8 : ISO_8859_1)),
                new Damage(
                        "brackets 100,000 deep",
                        (middle + "[".repeat(50_000) + "(".repeat(50_000) + rest).getBytes(UTF_8)),
                new Damage("a line of 100,000 letters", (middle + "x".repeat(100_000) + rest).getBytes(UTF_8)));
    }

    private static boolean isText(byte[] file) {
        for (byte b : file) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
