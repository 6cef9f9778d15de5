import type { Certificate } from '../parts/make-certificate'

type Site = { host: string; port: number; address: string }

/**
 * The inside of nginx's block `http`: three sites with TLS.
 *
 * The app gets a plain `proxy_pass`: nginx then sends its own name for the app as Host, and no
 * `X-Forwarded-Proto` (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header). Stripe's
 * portal gets an https address, and so do the URLs that its API returns. Any name on Stripe's port is Stripe.
 */
export function previewServers(o: {
  certificate: Certificate
  app: Site
  openid: Site
  stripe: Site
}): string {
  return `
  ssl_certificate ${o.certificate.certificatePath};
  ssl_certificate_key ${o.certificate.keyPath};
  server {
    listen 127.0.0.1:${o.app.port} ssl;
    server_name ${o.app.host};
    location / {
      proxy_pass ${o.app.address};
    }
  }
  server {
    listen 127.0.0.1:${o.openid.port} ssl;
    server_name ${o.openid.host};
    location / {
      proxy_pass ${o.openid.address};
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto https;
    }
  }
  server {
    listen 127.0.0.1:${o.stripe.port} ssl;
    server_name ${o.stripe.host};
    location / {
      proxy_pass ${o.stripe.address};
      proxy_set_header Accept-Encoding "";
      sub_filter ${o.stripe.address} https://${o.stripe.host};
      sub_filter_once off;
      sub_filter_types application/json;
    }
  }`
}
