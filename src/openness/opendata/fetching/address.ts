import ipaddr from 'ipaddr.js'

/**
 * Addresses of the network at large that answer to the machine that asks, and tell it its secrets: `ranges` below are known to
 * everybody, this one is a cloud's own.
 */
const METADATA = ['168.63.129.16']

/** 2000::/3: all that is given out of the IPv6 Internet (RFC 4291, IANA). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/**
 * Whether an address is one of the Internet's, and not of this machine, its network or its cloud: loopback, private,
 * link-local, carrier-grade, multicast, reserved and unspecified ones are refused, and every IPv6 form that carries another
 * address in it (mapped, compatible, translated, 6to4, Teredo), since what it leads to is not what it says.
 */
export const isGlobal = (address: string): boolean => {
  if (!ipaddr.isValid(address) || address.includes('%') || METADATA.includes(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed.kind() === 'ipv4') return ipaddr.IPv4.isValidFourPartDecimal(address)
  return (parsed as ipaddr.IPv6).match(GLOBAL_IPV6) && !isIsatap(parsed as ipaddr.IPv6)
}

/** RFC 5214: an IPv4 address behind `0:5efe` or `200:5efe` in the last half. */
const isIsatap = ({ parts }: ipaddr.IPv6): boolean => (parts[4]! & ~0x0200) === 0 && parts[5] === 0x5efe
