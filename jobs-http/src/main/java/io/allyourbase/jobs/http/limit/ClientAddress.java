package io.allyourbase.jobs.http.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whom a limit counts as one: an IPv4 address, or the /64 network that one IPv6 subscriber has to himself. */
public record ClientAddress(String value) {
    /** Of an address as text; looks nothing up. */
    public static ClientAddress of(String ip) {
        if (!ip.contains(":")) {
            return new ClientAddress(ip);
        }
        try {
            // In brackets it is never taken for a name.
            InetAddress address = InetAddress.getByName(ip.startsWith("[") ? ip : "[" + ip + "]");
            return new ClientAddress(address instanceof Inet6Address ? network(address) : address.getHostAddress());
        } catch (UnknownHostException e) {
            return new ClientAddress(ip);
        }
    }

    private static String network(InetAddress address) {
        return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64";
    }
}
