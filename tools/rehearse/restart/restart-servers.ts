import { ALONE, alonePath } from './send-after-idling'

/**
 * The inside of nginx's block `http`: instances behind kept connections
 * (https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive), and the same once more for each
 * client that has a connection of its own.
 *
 * With its default `max_fails=1`, nginx leaves out an instance for 10 s after a refused connection, and has
 * none left when the next instance is replaced meanwhile.
 *
 * @param o.port where nginx listens
 * @param o.instances their ports
 */
export function restartServers(o: { port: number; instances: number[]; clients: number }): string {
  const servers = o.instances.map((each) => `server 127.0.0.1:${each} max_fails=0;`)
  // One instance each: nginx would take them in turn, each time on a new connection.
  const alone = Array.from(
    { length: ALONE },
    (_, number) => `upstream alone_${number} { ${servers[number % servers.length]} keepalive 1; }`,
  )
  return `
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host $http_host;
  upstream instances { ${servers.join(' ')} keepalive ${o.clients}; }
  ${alone.join('\n  ')}
  server {
    listen 127.0.0.1:${o.port};
    location / {
      proxy_pass http://instances;
    }
    location ~ ^${alonePath('(\\d+)')}(/.*)$ {
      proxy_pass http://alone_$1$2;
    }
  }`
}
