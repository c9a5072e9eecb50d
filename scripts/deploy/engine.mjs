// What a container engine makes of compose.yaml.

/** What the engine does for `ports:` and between networks. */
export function engineRules(net, publicAddress) {
  return `
table ip nat {
  chain arriving {
    type nat hook prerouting priority dstnat
    ip daddr ${publicAddress} udp dport 40000-40003 dnat to ${net}.214.2
    ip daddr ${publicAddress} tcp dport 40000-40003 dnat to ${net}.214.2
    ip daddr ${publicAddress} udp dport 3478 dnat to ${net}.214.3
  }
  chain leaving {
    type nat hook postrouting priority srcnat
    ip saddr ${net}.0.0/16 oifname "eth0" masquerade
  }
}
table inet apart {
  chain forward {
    type filter hook forward priority filter
    iifname "office" oifname "media" drop
    iifname "media" oifname "office" drop
  }
}
`;
}

/** What Docker leaves a container where `cap_drop` does not say otherwise. */
const usualCapabilities = [
  ...[
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'NET_RAW',
  ],
  ...['SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

/** As `compose run` changes a service. */
export function changed(service, { environment = {}, entrypoint = service.entrypoint, arguments: args }) {
  const own = { ...service, entrypoint, environment: { ...service.environment, ...environment } };
  return args === undefined ? own : { ...own, command: args };
}

/** What an engine makes of the options of compose.yaml. */
export function specOf(spec, { service, image, mount, binds, netns }) {
  const isRoot = !image.User;
  const dropped = service.cap_drop?.includes('ALL') ? [] : usualCapabilities;
  const capabilities = [...dropped, ...(service.cap_add ?? [])].map((name) => `CAP_${name}`);
  const own = Object.entries(service.environment).map(([name, value]) => `${name}=${value ?? ''}`);
  const [uid, gid] = isRoot ? [0, 0] : image.User.split(':').map(Number);
  return {
    ...spec,
    hostname: 'container',
    process: {
      terminal: false,
      user: { uid, gid, additionalGids: (service.group_add ?? []).map(Number) },
      args: [...(service.entrypoint ?? image.Entrypoint ?? []), ...commandOf(service, image)],
      env: [...image.Env, ...own],
      cwd: image.WorkingDir || '/',
      // An account that is not root has none of those that are added.
      capabilities: {
        bounding: capabilities,
        effective: isRoot ? capabilities : [],
        permitted: isRoot ? capabilities : [],
      },
      noNewPrivileges: service.security_opt?.includes('no-new-privileges:true') === true,
    },
    root: { path: mount, readonly: service.read_only === true },
    mounts: [
      ...spec.mounts.filter(({ destination }) => destination !== '/sys/fs/cgroup'),
      ...(service.tmpfs ?? []).map((destination) => ({
        destination,
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'nodev', 'mode=1777'],
      })),
      ...binds.map(({ mode, ...bind }) => ({ ...bind, type: 'bind', options: ['rbind', mode ?? 'rw'] })),
    ],
    linux: {
      ...spec.linux,
      namespaces: [
        ...spec.linux.namespaces.filter(({ type }) => type !== 'network'),
        { type: 'network', path: netns },
      ],
    },
  };
}

function commandOf(service, image) {
  if (service.command !== undefined && service.command !== null) {
    // `docker-compose config` writes a dollar as in compose.yaml: twice.
    return service.command.map((part) => part.replaceAll('$$', '$'));
  }
  return service.entrypoint === undefined ? (image.Cmd ?? []) : [];
}
