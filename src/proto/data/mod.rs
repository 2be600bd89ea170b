//! Registries as data: names of ports, protocols and types, recorded from Scapy 2.8 on Debian 12.

pub mod bgp_names;
pub mod bluetooth_names;
pub mod dhcp6_names;
pub mod dhcp_options;
pub mod dns_names;
pub mod dot11_names;
mod ether_types;
pub mod gtp_names;
pub mod ikev2_names;
mod ip_protos;
pub mod isakmp_names;
pub mod isis_names;
pub mod lltd_names;
pub mod modbus_names;
pub mod netflow_names;
pub mod oids;
mod ppp_protos;
pub mod radius_names;
mod tcp_services;
pub mod tls_names;
mod udp_services;
pub mod zigbee_names;

pub use ether_types::ETHER_TYPES;
pub use ip_protos::IP_PROTOS;
pub use ppp_protos::PPP_PROTOS;
pub use tcp_services::TCP_SERVICES;
pub use udp_services::UDP_SERVICES;
pub mod smb2_names;
pub mod smb_names;
