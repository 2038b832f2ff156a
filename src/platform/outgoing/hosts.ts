/** True for addresses whose host is in the list; a host without a port stands for all of its ports. */
export function allowedHosts(hosts: readonly string[]): (url: URL) => boolean {
  const allowed = new Set(hosts.map((host) => host.trim().toLowerCase()).filter(Boolean));
  return ({ host, hostname }) => allowed.has(host) || allowed.has(hostname);
}
